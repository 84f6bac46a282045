import dev.nnkit.gradcheck.jqwik.TensorFormat;
import dev.nnkit.gradcheck.jqwik.TensorProvider;

module dev.nnkit.gradcheck.jqwik {
    requires static transitive org.jspecify;
    requires transitive dev.nnkit.gradcheck;
    requires transitive net.jqwik.api;

    exports dev.nnkit.gradcheck.jqwik;

    provides net.jqwik.api.providers.ArbitraryProvider with
            TensorProvider;
    provides net.jqwik.api.SampleReportingFormat with
            TensorFormat;
}
