package dev.nnkit.gradcheck.jqwik;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** One property, for {@link JqwikRunsTest} to find. */
class JqwikSampleTest {
    @Property
    boolean additionCommutes(@ForAll int a, @ForAll int b) {
        return a + b == b + a;
    }
}
