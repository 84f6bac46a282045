package dev.nnkit.gradcheck;

import java.util.List;

/**
 * Tells which layer of a network to look at. Gradients come back from the output: a mistake in what a layer sends back
 * spoils all that lies before it and nothing behind it.
 */
final class Place {
    private Place() {}

    /** @param tensors inputs and parameters in the order in which the network uses them; returns "" if nothing follows */
    static String of(List<TensorReport> tensors) {
        int last = -1;
        int wrong = 0;
        for (int i = 0; i < tensors.size(); i++) {
            if (tensors.get(i).verdict() == Verdict.WRONG) {
                last = i;
                wrong++;
            }
        }
        if (last < 0 || tensors.stream().noneMatch(t -> isInLayer(t.name()))) {
            return "";
        }
        String layer = layer(tensors.get(last).name());
        boolean isAlone = tensors.stream()
                .filter(t -> t.verdict() == Verdict.WRONG)
                .allMatch(t -> isInLayer(t.name()) && layer(t.name()).equals(layer));
        String behind = tensors.subList(last, tensors.size()).stream()
                .map(t -> layer(t.name()))
                .filter(name -> !name.equals(layer))
                .findFirst()
                .orElse("");
        if (isAlone) {
            return "Only parameters of layer " + layer + " are wrong: look at what its pullback adds for them.";
        }
        if (!isInLayer(tensors.get(last).name())) {
            return behind.isEmpty() ? "" : "Only the input is wrong: look at what the first layers send back.";
        }
        return "Layer " + layer + " is the last of " + wrong + " wrong tensors: the mistake lies in it"
                + (behind.isEmpty() ? " or behind it." : ", or between it and layer " + behind + ", which is right.");
    }

    private static boolean isInLayer(String path) {
        return path.indexOf('.') > 0;
    }

    private static String layer(String path) {
        return isInLayer(path) ? path.substring(0, path.lastIndexOf('.')) : path;
    }
}
