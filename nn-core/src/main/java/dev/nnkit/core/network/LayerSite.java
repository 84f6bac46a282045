package dev.nnkit.core.network;

import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Parameter;
import java.util.List;

/**
 * A layer and where it stands in its network, as {@link LayerObserver}s are told.
 *
 * @param path the beginning of its parameters' paths: {@code 2}, {@code head}, {@code 1.0}
 * @param spec what it was built from
 * @param parameters those of the network itself
 */
public record LayerSite(String path, LayerSpec spec, List<Parameter> parameters) {
    public LayerSite {
        parameters = List.copyOf(parameters);
    }
}
