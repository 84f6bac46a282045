/**
 * Networks in files: one model is one safetensors file, which other libraries can open. Files are checked against what
 * they claim before anything is allocated, and written whole or not at all.
 *
 * <p>Start with {@link dev.nnkit.core.file.ModelFile}; below it stands {@link dev.nnkit.core.file.Safetensors}.
 */
@NullMarked
package dev.nnkit.core.file;

import org.jspecify.annotations.NullMarked;
