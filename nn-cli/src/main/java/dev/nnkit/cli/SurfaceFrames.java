package dev.nnkit.cli;

import dev.nnkit.core.plot.SurfaceFilm;
import dev.nnkit.core.plot.SurfacePlot;
import dev.nnkit.core.plot.Svg;
import dev.nnkit.core.train.EpochReport;
import dev.nnkit.core.train.History;
import dev.nnkit.core.train.TrainingListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes the surface of each epoch into a folder, and in the end a film of them. */
final class SurfaceFrames implements TrainingListener {
    /** A film of more becomes long and large. */
    private static final int FRAMES = 60;

    private static final int COLUMNS = 5;

    private final Surfaces surfaces;
    private final Path folder;
    private final int stride;
    private final List<SurfacePlot> kept = new ArrayList<>();
    private SurfacePlot last;
    private int lastKept;
    private int epoch;

    /** Draws the network as it is before it has learned. */
    SurfaceFrames(Surfaces surfaces, Path folder, int epochs) {
        this.surfaces = surfaces;
        this.folder = Folders.made(folder);
        this.stride = (epochs + FRAMES - 1) / FRAMES;
        this.last = surfaces.now().caption("before training");
        kept.add(last);
        write("epoch-0000.svg", last.toSvg());
    }

    @Override
    public void onEpoch(EpochReport report, Control control) {
        epoch = report.epoch();
        last = surfaces.now()
                .caption(String.format(Locale.ROOT, "epoch %d, loss %.4f", report.epoch(), report.trainLoss()));
        write(String.format(Locale.ROOT, "epoch-%04d.svg", epoch), last.toSvg());
        if (epoch % stride == 0) {
            kept.add(last);
            lastKept = epoch;
        }
    }

    @Override
    public void onEnd(History history, Control control) {
        if (lastKept < epoch) {
            kept.add(last);
        }
        SurfaceFilm film = new SurfaceFilm(kept);
        write("film.html", film.toHtml());
        write("film.svg", film.toSvg());
        write("strip.svg", film.strip(COLUMNS));
    }

    private void write(String name, String text) {
        Svg.write(folder.resolve(name), text);
    }

    /** The page to open first. */
    Path film() {
        return folder.resolve("film.html");
    }
}
