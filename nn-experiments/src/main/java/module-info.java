module dev.nnkit.experiment {
    requires static transitive org.jspecify;
    requires transitive dev.nnkit.core;
    requires com.google.common;
    requires commons.math3;
    requires java.sql;
    requires org.xerial.sqlitejdbc;

    exports dev.nnkit.experiment.statistics;
}
