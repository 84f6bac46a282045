package dev.nnkit.gradcheck.junit;

import dev.nnkit.api.Kernels;
import dev.nnkit.api.Registry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What holds for layers and for joins. Each factory gives one test for each case and batch size; what a trait excludes
 * gives none.
 */
public abstract sealed class NetworkContract permits LayerContract, JoinContract {
    /** One thing to be sure of. */
    @FunctionalInterface
    interface Check {
        void on(Trial trial) throws Exception;
    }

    NetworkContract() {}

    abstract List<Case> list();

    abstract Network reload(Trial trial, Network network) throws IOException;

    /**
     * The kernels to run with; the first runs all tests, and the results of all must have the same bits: give the same
     * kernels with 1, 2 and 3 threads. Default: the reference alone. Called for each test, so keep them in a constant.
     */
    protected List<Kernels> kernels() {
        return List.of(Kernels.reference());
    }

    /** What the texts of specs are read with; default {@link Registry#installed()}. */
    protected Registry registry() {
        return Registry.installed();
    }

    private Stream<DynamicTest> each(Predicate<Case> applies, Check check) {
        return trials().stream()
                .filter(trial -> applies.test(trial.of()))
                .map(trial -> DynamicTest.dynamicTest(trial.toString(), () -> check.on(trial)));
    }

    private Stream<DynamicTest> each(Check check) {
        return each(c -> true, check);
    }

    /** One test for each case, at its first batch size. */
    private Stream<DynamicTest> once(Check check) {
        return list().stream()
                .map(c -> new Trial(c, c.batches().get(0), kernels().get(0)))
                .map(trial -> DynamicTest.dynamicTest(trial.of().toString(), () -> check.on(trial)));
    }

    private List<Trial> trials() {
        List<Trial> trials = new ArrayList<>();
        for (Case each : list()) {
            for (int batch : each.batches()) {
                trials.add(new Trial(each, batch, kernels().get(0)));
            }
        }
        return trials;
    }

    private static boolean hasTrueGradient(Case c) {
        return !c.is(Traits.SURROGATE_GRADIENT);
    }

    private static boolean treatsRowsAlone(Case c) {
        return !c.is(Traits.MIXES_EXAMPLES) && !c.is(Traits.STOCHASTIC);
    }

    @TestFactory
    Stream<DynamicTest> gradientsAgreeWithDifferences() {
        return each(NetworkContract::hasTrueGradient, PullbackChecks::agreesWithDifferences);
    }

    @TestFactory
    Stream<DynamicTest> gradientsAgreeWithDifferencesInPredictions() {
        return each(
                c -> hasTrueGradient(c) && c.is(Traits.TRAINING_DIFFERS),
                PullbackChecks::agreesWithDifferencesInPredictions);
    }

    @TestFactory
    Stream<DynamicTest> pullbackAddsAndKeepsNoState() {
        return each(PullbackChecks::addsAndKeepsNoState);
    }

    @TestFactory
    Stream<DynamicTest> pullbackIsLinearInTheUpstreamGradient() {
        return each(PullbackChecks::isLinear);
    }

    @TestFactory
    Stream<DynamicTest> zeroUpstreamGradientGivesZeros() {
        return each(PullbackChecks::zeroGivesZero);
    }

    @TestFactory
    Stream<DynamicTest> twoPassesAreIndependentInAnyOrder() {
        return each(c -> !c.is(Traits.STOCHASTIC), PullbackChecks::twoPassesAreIndependent);
    }

    @TestFactory
    Stream<DynamicTest> parametersOnlyGivesTheSameBits() {
        return each(PullbackChecks::parametersOnlyAgrees);
    }

    @TestFactory
    Stream<DynamicTest> unwantedGradientsChangeNothingElse() {
        return each(PullbackChecks::unwantedGradientsChangeNothing);
    }

    @TestFactory
    Stream<DynamicTest> gradientsHaveTheShapesOfWhatTheyBelongTo() {
        return each(PullbackChecks::shapesAgree);
    }

    @TestFactory
    Stream<DynamicTest> outputShapeAgrees() {
        return each(PassChecks::outputShapeAgrees);
    }

    @TestFactory
    Stream<DynamicTest> wrongShapesAreRefusedByName() {
        return each(PassChecks::wrongShapesAreRefused);
    }

    @TestFactory
    Stream<DynamicTest> oneExampleWorks() {
        return once(PassChecks::oneExampleWorks);
    }

    @TestFactory
    Stream<DynamicTest> emptyBatchIsRefusedByName() {
        return once(PassChecks::emptyBatchIsRefused);
    }

    @TestFactory
    Stream<DynamicTest> nothingReceivedIsModified() {
        return each(PassChecks::nothingIsModified);
    }

    @TestFactory
    Stream<DynamicTest> sameSeedGivesTheSameBits() {
        return each(PassChecks::sameSeedSameBits);
    }

    @TestFactory
    Stream<DynamicTest> otherSeedsMatterOnlyToTheStochastic() {
        return once(PassChecks::otherSeedsMatterOnlyToTheStochastic);
    }

    @TestFactory
    Stream<DynamicTest> usedScratchGivesTheSameBits() {
        return each(PassChecks::usedScratchGivesTheSameBits);
    }

    @TestFactory
    Stream<DynamicTest> inferenceAgreesWithForward() {
        return each(PassChecks::inferenceAgrees);
    }

    @TestFactory
    Stream<DynamicTest> float32AgreesWithFloat64() {
        return each(PassChecks::floatAgreesWithDouble);
    }

    @TestFactory
    Stream<DynamicTest> nanStaysInItsRow() {
        return each(c -> treatsRowsAlone(c) && !c.is(Traits.SWALLOWS_NAN), BatchChecks::nanStaysInItsRow);
    }

    @TestFactory
    Stream<DynamicTest> rowsDoNotDependOnTheBatch() {
        return each(NetworkContract::treatsRowsAlone, BatchChecks::rowsDoNotDependOnTheBatch);
    }

    @TestFactory
    Stream<DynamicTest> mixesExamplesIsDeclared() {
        return once(BatchChecks::mixesExamplesIsDeclared);
    }

    @TestFactory
    Stream<DynamicTest> bitsDoNotDependOnThreads() {
        return each(trial -> BatchChecks.kernelsAgree(trial, kernels()));
    }

    @TestFactory
    Stream<DynamicTest> frozenParametersAreNotTrained() {
        return once(LifeChecks::frozenParametersAreNotTrained);
    }

    @TestFactory
    Stream<DynamicTest> buildingIsRepeatable() {
        return once(LifeChecks::buildingIsRepeatable);
    }

    @TestFactory
    Stream<DynamicTest> parametersAreListedOnce() {
        return once(LifeChecks::parametersAreListedOnce);
    }

    @TestFactory
    Stream<DynamicTest> textParsesBack() {
        return once(trial ->
                Texts.parseBack(registry(), trial.of().kind(), trial.of().spec()));
    }

    @TestFactory
    Stream<DynamicTest> savedAndLoadedGivesTheSameOutput() {
        return once(trial -> LifeChecks.savedAndLoadedGivesTheSameOutput(trial, this::reload));
    }

    @TestFactory
    Stream<DynamicTest> declaredTraitsAreTrue() {
        return each(c -> !c.traits().isEmpty(), TraitChecks::declaredTraitsAreTrue);
    }

    @TestFactory
    Stream<DynamicTest> eightThreadsMayShareIt() {
        return once(LifeChecks::eightThreadsMayShareIt);
    }

    @TestFactory
    Stream<DynamicTest> nothingOfAStepIsKept() {
        return once(LifeChecks::nothingOfAStepIsKept);
    }
}
