module dev.nnkit.experiment {
    requires static transitive org.jspecify;
    requires transitive dev.nnkit.core;
    requires com.google.common;
    requires commons.math3;
    requires java.management;
    requires java.sql;
    requires org.xerial.sqlitejdbc;
    requires tools.jackson.core;

    exports dev.nnkit.experiment;
    exports dev.nnkit.experiment.execution;
    exports dev.nnkit.experiment.report;
    exports dev.nnkit.experiment.statistics;
    exports dev.nnkit.experiment.store;
    exports dev.nnkit.experiment.trial;
}
