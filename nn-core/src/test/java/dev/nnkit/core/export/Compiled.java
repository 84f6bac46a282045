package dev.nnkit.core.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.util.List;
import java.util.Set;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A class that was written, compiled without any class path and loaded where nothing but the JDK is seen. */
final class Compiled {
    private final Class<?> type;

    private Compiled(Class<?> type) {
        this.type = type;
    }

    static Compiled of(String source, String name) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (JavaFileManager files = new InMemory(compiler, bytes)) {
            List<String> options =
                    List.of("--release", "11", "-proc:none", "-Xlint:all,-options", "-Werror", "-classpath", "");
            boolean done = compiler.getTask(messages, files, null, options, null, List.of(new Source(name, source)))
                    .call();
            assertTrue(done, () -> messages + source.substring(0, Math.min(6000, source.length())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] code = bytes.toByteArray();
        requireOnlyLangAndUtil(code, name.replace('.', '/'));
        return new Compiled(new Loader().define(name, code));
    }

    /** Looks at every class that the class file's constants name. */
    private static void requireOnlyLangAndUtil(byte[] code, String own) {
        Set<String> used;
        try {
            used = ClassNames.in(code);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertTrue(used.contains("java/lang/Object"), used::toString);
        for (String name : used) {
            assertTrue(name.equals(own) || name.matches("java/(lang|util)/.+"), name);
        }
    }

    Object call(String method, Object... arguments) {
        Class<?>[] types = new Class<?>[arguments.length];
        for (int i = 0; i < types.length; i++) {
            types[i] = arguments[i] instanceof Double ? double.class : arguments[i].getClass();
        }
        try {
            return type.getMethod(method, types).invoke(null, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException mistake) {
                throw mistake;
            }
            throw new AssertionError(e);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(String.valueOf(e.getMessage()), e);
        }
    }

    boolean has(String method) {
        return List.of(type.getMethods()).stream()
                .anyMatch(each -> each.getName().equals(method));
    }

    Object constant(String name) {
        try {
            return type.getField(name).get(null);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(String.valueOf(e.getMessage()), e);
        }
    }

    private static final class Loader extends ClassLoader {
        Loader() {
            super(ClassLoader.getPlatformClassLoader());
        }

        Class<?> define(String name, byte[] code) {
            Class<?> defined = defineClass(name, code, 0, code.length);
            assertEquals(name, defined.getName());
            return defined;
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String name, String text) {
            super(URI.create("string:///" + name.replace('.', '/') + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {
        private final ByteArrayOutputStream bytes;

        InMemory(JavaCompiler compiler, ByteArrayOutputStream bytes) {
            super(compiler.getStandardFileManager(null, null, null));
            this.bytes = bytes;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("bytes:///" + name + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return bytes;
                }
            };
        }
    }
}
