package dev.nnkit.api.text;

import java.util.List;

/** Turns calls into the specs they stand for. */
public interface Resolver {
    /** @throws SpecException if the name is not known for this kind or an argument is wrong */
    <T> T resolve(Class<T> kind, Call call);

    /** Whether something of this kind is called so. */
    boolean knows(Class<?> kind, String word);

    /** @throws SpecException naming all that is wrong, one line each */
    <T> List<T> resolveAll(Class<T> kind, List<Call> calls);
}
