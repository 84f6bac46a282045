package dev.nnkit.core.table;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Loss;
import dev.nnkit.api.Optimizer;
import dev.nnkit.api.Registry;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.data.Dataset;
import dev.nnkit.core.data.Task;
import dev.nnkit.core.kernel.KernelChoice;
import dev.nnkit.core.loss.Losses;
import dev.nnkit.core.metric.Accuracy;
import dev.nnkit.core.metric.Metric;
import dev.nnkit.core.metric.RSquared;
import dev.nnkit.core.metric.RootMeanSquaredError;
import dev.nnkit.core.network.Network;
import dev.nnkit.core.network.Sequential;
import dev.nnkit.core.train.Evaluator;
import dev.nnkit.core.train.Objective;
import dev.nnkit.core.train.Trainer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole runs on real tables: from the file to a mean over seeds 1 to 5 on the test rows. */
class RealTablesTest {
    private static Path path(String name) {
        Path path = Path.of(System.getProperty("nnkit.data", "nowhere"), "tabular", name + ".csv");
        assumeTrue(Files.exists(path), "nnkit.data has no tabular/" + name + ".csv");
        return path;
    }

    private static CsvFile scan(String name) {
        return CsvFile.scan(path(name), TableOptions.target("target").splitColumn("split"));
    }

    private record Settings(String layers, int batch, String optimizer, int epochs) {}

    /** The values of metrics on the test rows, in the file's unit. */
    private static double[] train(Table table, Settings settings, long seed, List<Metric> metrics) {
        LayerSpec spec = new Sequential(Registry.installed().parseLayers(settings.layers));
        Network network = Network.build(spec, table.columns().shape(), seed);
        Loss loss = table.columns().task() == Task.CLASSES ? Losses.softmaxCrossEntropy() : Losses.meanSquaredError();
        Trainer.of(network, loss, Registry.installed().parse(Optimizer.class, settings.optimizer))
                .epochs(settings.epochs)
                .batch(settings.batch)
                .seed(seed)
                .fit(table.train());
        List<Metric> inUnits = metrics.stream().map(table.columns()::inUnits).toList();
        new Evaluator(Objective.of(network, loss), KernelChoice.best(1)).evaluate(table.test(), inUnits);
        return inUnits.stream().mapToDouble(Metric::value).toArray();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "iris          | dense(16) tanh dense(3)  | 16 | adam(0.01)  | 100 | 0.99",
                "wine          | dense(16) relu dense(3)  | 16 | adam(0.01)  | 100 | 0.99",
                "breast_cancer | dense(32) relu dense(2)  | 32 | adam(0.001) |  50 | 0.95",
                "digits        | dense(64) relu dense(10) | 32 | adam(0.001) |  50 | 0.972",
            })
    void meanTestAccuracy(String name, String layers, int batch, String optimizer, int epochs, double least) {
        CsvFile file = scan(name);
        Table table = file.read(file.decide(Integer.parseInt(layers.replaceAll(".*\\((\\d+)\\)$", "$1"))));
        double sum = 0;
        for (long seed = 1; seed <= 5; seed++) {
            sum += train(table, new Settings(layers, batch, optimizer, epochs), seed, List.of(new Accuracy()))[0];
        }
        assertTrue(sum / 5 >= least, name + ": mean test accuracy is " + sum / 5);
    }

    /**
     * The network and its decay were chosen by cross-validation on the training rows (five parts, six times; 30 networks
     * tried): mean R2 0.536 there, against 0.493 of a network without a hidden layer. The 111 test rows decide
     * little: of the networks tried, R2 was between 0.32 and 0.39 there, and for some it was below that of least squares.
     */
    @Test
    void diabetesAgainstLeastSquares() {
        CsvFile file = scan("diabetes");
        Table table = file.read(file.decide(1));
        Settings settings =
                new Settings("dense(64) relu dense(1)", 32, "adamW(learningRate=0.001, weightDecay=2)", 100);
        double r2 = 0;
        double error = 0;
        for (long seed = 1; seed <= 5; seed++) {
            double[] values = train(table, settings, seed, List.of(new RSquared(), new RootMeanSquaredError()));
            r2 += values[0] / 5;
            error += values[1] / 5;
        }
        double linear = leastSquares(table);
        assertTrue(r2 > linear, "R2 is " + r2 + ", of least squares " + linear);
        assertTrue(error > 50 && error < 60, "the error is in the unit of the file, but is " + error);
    }

    /** R2 on the test rows of ordinary least squares on the training rows. */
    private static double leastSquares(Table table) {
        OLSMultipleLinearRegression regression = new OLSMultipleLinearRegression();
        regression.newSampleData(targets(table), rows(table.train()));
        double[] weights = regression.estimateRegressionParameters();
        double[][] rows = rows(table.test());
        double[] expected = new double[rows.length];
        Tensor targets = table.test().targets().get(0);
        double mean = 0;
        for (int i = 0; i < rows.length; i++) {
            expected[i] = targets.get(i);
            mean += expected[i] / rows.length;
        }
        double residuals = 0;
        double total = 0;
        for (int i = 0; i < rows.length; i++) {
            double prediction = weights[0];
            for (int j = 0; j < rows[i].length; j++) {
                prediction += weights[j + 1] * rows[i][j];
            }
            residuals += (prediction - expected[i]) * (prediction - expected[i]);
            total += (expected[i] - mean) * (expected[i] - mean);
        }
        return 1 - residuals / total;
    }

    private static double[] targets(Table table) {
        Tensor targets = table.train().targets().get(0);
        double[] values = new double[targets.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = targets.get(i);
        }
        return values;
    }

    private static double[][] rows(Dataset data) {
        int width = data.inputShape().last();
        double[][] rows = new double[data.size()][width];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < width; j++) {
                rows[i][j] = data.inputs().get(0).at(i, j);
            }
        }
        return rows;
    }
}
