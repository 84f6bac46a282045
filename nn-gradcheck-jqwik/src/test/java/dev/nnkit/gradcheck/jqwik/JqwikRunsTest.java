package dev.nnkit.gradcheck.jqwik;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/**
 * jqwik was built against an older JUnit Platform than the one that it runs on here. Should an upgrade part them, its
 * properties would not fail but vanish; this test fails instead.
 */
class JqwikRunsTest {
    @Test
    void propertiesAreRunOnThisPlatform() {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(JqwikSampleTest.class))
                                .configurationParameter("jqwik.database", "")
                                .configurationParameter("jqwik.reporting.onlyfailures", "true")
                                .build(),
                        listener);
        assertEquals(1, listener.getSummary().getTestsSucceededCount(), "properties that were run");
    }
}
