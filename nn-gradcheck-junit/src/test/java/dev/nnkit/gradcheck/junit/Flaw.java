package dev.nnkit.gradcheck.junit;

/** What can be wrong with {@link Flawed}; each names the contract's test that must find it. */
enum Flaw {
    NONE(""),
    BIAS_TWICE("gradientsAgreeWithDifferences"),
    INPUT_GRADIENT_WITHOUT_WEIGHT("gradientsAgreeWithDifferences"),
    OVERWRITES("pullbackAddsAndKeepsNoState"),
    PULLBACK_REMEMBERS("pullbackAddsAndKeepsNoState"),
    NOT_LINEAR("pullbackIsLinearInTheUpstreamGradient"),
    IGNORES_UPSTREAM("zeroUpstreamGradientGivesZeros"),
    LAST_INPUT_IN_A_FIELD("twoPassesAreIndependentInAnyOrder"),
    PARAMETERS_ONLY_IS_EMPTY("parametersOnlyGivesTheSameBits"),
    NO_INPUT_GRADIENT_IF_NOTHING_IS_WANTED("unwantedGradientsChangeNothingElse"),
    GRADIENT_IN_FLAT_SHAPE("gradientsHaveTheShapesOfWhatTheyBelongTo"),
    LIES_ABOUT_SHAPE("outputShapeAgrees"),
    PROMISES_TOO_MUCH("wrongShapesAreRefusedByName"),
    NAMELESS_MESSAGE("wrongShapesAreRefusedByName"),
    SAYS_NO_EXPECTATION("wrongShapesAreRefusedByName"),
    REFUSES_ONE_EXAMPLE("oneExampleWorks"),
    TAKES_EMPTY_BATCHES("emptyBatchIsRefusedByName"),
    WRITES_INPUT("nothingReceivedIsModified"),
    WRITES_UPSTREAM("nothingReceivedIsModified"),
    WRITES_PARAMETER("nothingReceivedIsModified"),
    BLENDS_A_WEIGHT("nothingReceivedIsModified"),
    UNSEEDED("sameSeedGivesTheSameBits"),
    SECRETLY_STOCHASTIC("otherSeedsMatterOnlyToTheStochastic"),
    ADDS_INTO_SCRATCH("usedScratchGivesTheSameBits"),
    CHECKS_FOR_NAN_IN_SCRATCH("usedScratchGivesTheSameBits"),
    INFERS_OTHERWISE("inferenceAgreesWithForward"),
    INFERS_OTHERWISE_IN_TRAINING("inferenceAgreesWithForward"),
    PREDICTS_OTHERWISE("inferenceAgreesWithForward"),
    DOUBLE_FROM_FLOAT("float32AgreesWithFloat64"),
    ROUGH_IN_FLOAT("float32AgreesWithFloat64"),
    HIDES_NAN("nanStaysInItsRow"),
    SPREADS_NAN("nanStaysInItsRow"),
    DEPENDS_ON_BATCH_SIZE("rowsDoNotDependOnTheBatch"),
    SAYS_IT_MIXES("mixesExamplesIsDeclared"),
    DEPENDS_ON_THE_SPLIT("bitsDoNotDependOnThreads"),
    CANNOT_BE_FROZEN("frozenParametersAreNotTrained"),
    FIRST_VALUES_BY_CHANCE("buildingIsRepeatable"),
    LISTS_TWICE("parametersAreListedOnce"),
    HOLDS_MORE_THAN_ITS_PARAMETERS("savedAndLoadedGivesTheSameOutput"),
    SAVES_AT_THE_WRONG_PLACE("savedAndLoadedGivesTheSameOutput"),
    UNREADABLE("textParsesBack"),
    STATIC_SCRATCH("eightThreadsMayShareIt"),
    KEEPS_ALL_INPUTS("nothingOfAStepIsKept"),
    KEEPS_COPIES("nothingOfAStepIsKept");

    final String test;

    Flaw(String test) {
        this.test = test;
    }
}
