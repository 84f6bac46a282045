package dev.nnkit.core.network;

import dev.nnkit.api.Parameter;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Joins the parameters of several layers. */
final class Parameters {
    private Parameters() {}

    /** Each parameter once, in the order of first appearance: a parameter is equal only to itself. */
    static List<Parameter> distinct(Collection<List<Parameter>> all) {
        Set<Parameter> distinct = new LinkedHashSet<>();
        all.forEach(distinct::addAll);
        return List.copyOf(distinct);
    }
}
