module dev.nnkit.gradcheck.junit {
    requires static transitive org.jspecify;
    requires transitive dev.nnkit.gradcheck;
    requires transitive org.junit.jupiter.api;

    exports dev.nnkit.gradcheck.junit;

    opens dev.nnkit.gradcheck.junit to
            org.junit.platform.commons; // which calls the tests that subclasses in other modules inherit
}
