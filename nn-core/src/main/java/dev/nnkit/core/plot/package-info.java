/**
 * Pictures of a training run as SVG text: no window, no font and no native library is needed to draw them. They stand on
 * white, so that they look the same in browsers, viewers and papers, light or dark.
 *
 * <p>Start with {@link dev.nnkit.core.plot.LineChart}; {@link dev.nnkit.core.plot.ImageGrid},
 * {@link dev.nnkit.core.plot.Heatmap}, {@link dev.nnkit.core.plot.ShareMap}, {@link dev.nnkit.core.plot.StripPlot} and
 * {@link dev.nnkit.core.plot.SurfacePlot} stand beside it.
 */
@NullMarked
package dev.nnkit.core.plot;

import org.jspecify.annotations.NullMarked;
