package dev.nnkit.gradcheck.catalogue;

import dev.nnkit.gradcheck.GradientCheck;
import dev.nnkit.gradcheck.Verdict;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A piece of code with a derivative, and what a checker must say of it.
 *
 * @param check the check at a point that is drawn with the seed
 * @param verdicts what may be found
 * @param planted the one kind of mistake that was planted; null where several could be named with reason
 * @param tensors where the mistake shows; the derivatives by all others are right. Empty if that is not judged
 */
record Exhibit(
        String name,
        LongFunction<GradientCheck> check,
        Set<Verdict> verdicts,
        @Nullable Planted planted,
        List<String> tensors) {
    static Exhibit right(String name, LongFunction<GradientCheck> check) {
        return new Exhibit(name, check, EnumSet.of(Verdict.CORRECT), null, List.of());
    }

    /** Right, at points some of which are kinks, or so near to one that they may be taken for it. */
    static Exhibit kinked(String name, LongFunction<GradientCheck> check) {
        return new Exhibit(name, check, EnumSet.of(Verdict.KINK, Verdict.CORRECT), null, List.of());
    }

    static Exhibit wrong(String name, Planted planted, LongFunction<GradientCheck> check, String... tensors) {
        return new Exhibit(name, check, EnumSet.of(Verdict.WRONG), planted, List.of(tensors));
    }

    /** Wrong in a way that several sentences describe. */
    static Exhibit wrongSomehow(String name, LongFunction<GradientCheck> check, String... tensors) {
        return new Exhibit(name, check, EnumSet.of(Verdict.WRONG), null, List.of(tensors));
    }

    /** Neither right nor wrong: nothing can be said about its derivative, and the verdict says why. */
    static Exhibit undecidable(String name, Verdict verdict, LongFunction<GradientCheck> check) {
        return undecidable(name, EnumSet.of(verdict), check);
    }

    static Exhibit undecidable(String name, Set<Verdict> verdicts, LongFunction<GradientCheck> check) {
        return new Exhibit(name, check, verdicts, null, List.of());
    }

    boolean isRight() {
        return verdicts.contains(Verdict.CORRECT) || verdicts.contains(Verdict.KINK);
    }

    /** What stands in the table's row: of KINK or CORRECT the former. */
    Verdict verdict() {
        return Collections.max(verdicts);
    }
}
