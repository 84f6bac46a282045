package dev.nnkit.core.plot;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The page around a {@link SurfaceFilm}: the picture, a button, a slider. */
final class FilmPage {
    private static final String PAGE = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>@title@</title>
        <style>
        :root { color-scheme: light dark; --page: #f4f4f4; --ink: #222222; }
        @media (prefers-color-scheme: dark) { :root { --page: #1b1b1b; --ink: #eeeeee; } }
        body { margin: 0; padding: 1rem; background: var(--page); color: var(--ink);
          font: 16px/1.4 Helvetica, Arial, sans-serif; }
        main { max-width: 40rem; margin: auto; }
        svg { width: 100%; height: auto; border-radius: 6px; display: block; }
        form { display: flex; gap: .8rem; align-items: center; margin-top: .8rem; }
        input { flex: 1; min-width: 0; }
        button { font: inherit; min-width: 5.5rem; padding: .3rem .6rem; }
        output { display: block; margin-top: .4rem; font-variant-numeric: tabular-nums; }
        </style>
        </head>
        <body>
        <main>
        @picture@
        <form onsubmit="return false">
        <button id="play" type="button">Play</button>
        <input id="at" type="range" min="0" max="@last@" value="@last@" step="1" aria-label="which picture">
        </form>
        <output id="caption" for="at"></output>
        </main>
        <script>
        const frames = [
        @frames@
        ];
        const at = document.getElementById("at"), play = document.getElementById("play");
        const image = document.querySelector("#field image");
        const caption = document.getElementById("caption");
        let timer = 0;
        function show(i) {
          at.value = i;
          image.setAttribute("href", "data:image/png;base64," + frames[i][1]);
          caption.textContent = frames[i][0];
          at.setAttribute("aria-valuetext", frames[i][0]);
        }
        function stop() { clearTimeout(timer); timer = 0; play.textContent = "Play"; }
        function next() {
          const i = (Number(at.value) + 1) % frames.length;
          show(i);
          timer = setTimeout(next, i === frames.length - 1 ? 2000 : 200);
        }
        play.onclick = () => { if (timer) { stop(); } else { play.textContent = "Pause"; next(); } };
        at.oninput = () => { stop(); show(Number(at.value)); };
        show(frames.length - 1);
        if (!matchMedia("(prefers-reduced-motion: reduce)").matches) { play.onclick(); }
        </script>
        </body>
        </html>
        """;

    private FilmPage() {}

    static String of(List<SurfacePlot> plots) {
        SurfacePlot last = plots.get(plots.size() - 1);
        SurfaceDrawing drawing =
                new SurfaceDrawing(plots.stream().map(plot -> plot.caption("")).toList());
        drawing.drawing().group("id=\"field\"");
        drawing.drawField(last.caption(""));
        drawing.drawing().endGroup();
        String frames = plots.stream()
                .map(plot -> "[" + quoted(plot.caption()) + ", \"" + drawing.png(plot) + "\"]")
                .collect(Collectors.joining(",\n"));
        return PAGE.replace("@title@", Drawing.escaped(last.title()))
                .replace("@last@", Integer.toString(plots.size() - 1))
                .replace("@picture@", drawing.finish().strip())
                .replace("@frames@", frames);
    }

    /** A string of JavaScript that cannot end the script. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars()
                .forEach(c -> quoted.append(
                        c == '"' || c == '\\' || c == '<' || c < 0x20 || c > 0x7e
                                ? String.format(Locale.ROOT, "\\u%04x", c)
                                : String.valueOf((char) c)));
        return quoted.append('"').toString();
    }
}
