package dev.nnkit.examples;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the arrows that docs/architecture.md draws. This module is the one that sees all others. */
class ArchitectureTest {
    private static final String[] PROGRAMS = {"dev.nnkit.cli..", "dev.nnkit.examples..", "dev.nnkit.bench.."};

    /** All our code but tests; a module's tests may look where the module must not. */
    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.nnkit");

    @Test
    void everyModuleIsSeen() {
        for (String module : List.of(
                "api",
                "gradcheck",
                "activation",
                "optimizer",
                "simd",
                "core",
                "explain",
                "evolution",
                "cli",
                "examples")) {
            String name = "dev.nnkit." + module;
            assertTrue(
                    OURS.stream().anyMatch(resideInAPackage(name + "..")),
                    () -> "no class of " + name + " on the class path: the rules below would hold by seeing nothing");
        }
    }

    @Test
    void apiStandsAlone() {
        check(only("dev.nnkit.api..", "dev.nnkit.api.."));
        check(noClasses()
                .that()
                .resideInAPackage("dev.nnkit.api..")
                .should()
                .dependOnClassesThat(not(resideInAnyPackage("dev.nnkit.api..", "java..", "org.jspecify.annotations"))));
    }

    @Test
    void plugInsAndTheCheckerSeeOnlyTheApi() {
        check(only("dev.nnkit.activation..", "dev.nnkit.activation..", "dev.nnkit.api.."));
        check(only("dev.nnkit.optimizer..", "dev.nnkit.optimizer..", "dev.nnkit.api.."));
        check(only("dev.nnkit.simd..", "dev.nnkit.simd..", "dev.nnkit.api.."));
        check(only("dev.nnkit.gradcheck..", "dev.nnkit.gradcheck..", "dev.nnkit.api.."));
    }

    @Test
    void theCheckerNeedsNoTestFramework() {
        check(noClasses()
                .that(resideInAPackage("dev.nnkit.gradcheck..")
                        .and(not(resideInAnyPackage("dev.nnkit.gradcheck.junit..", "dev.nnkit.gradcheck.jqwik.."))))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.junit..", "net.jqwik..", "dev.nnkit.gradcheck.junit..", "dev.nnkit.gradcheck.jqwik.."));
        check(noClasses()
                .that()
                .resideInAPackage("dev.nnkit.gradcheck.junit..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("net.jqwik..", "dev.nnkit.gradcheck.jqwik.."));
        check(noClasses()
                .that()
                .resideInAPackage("dev.nnkit.gradcheck.jqwik..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.junit.jupiter..", "dev.nnkit.gradcheck.junit.."));
    }

    @Test
    void coreSeesOnlyTheApi() {
        check(only("dev.nnkit.core..", "dev.nnkit.core..", "dev.nnkit.api.."));
    }

    @Test
    void evolutionSeesTheCoreAndTheApi() {
        check(only("dev.nnkit.evolution..", "dev.nnkit.evolution..", "dev.nnkit.core..", "dev.nnkit.api.."));
    }

    @Test
    void experimentsSeeTheCoreAndTheApi() {
        check(only("dev.nnkit.experiment..", "dev.nnkit.experiment..", "dev.nnkit.core..", "dev.nnkit.api.."));
    }

    @Test
    void librariesDoNotSeePrograms() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(PROGRAMS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(PROGRAMS));
    }

    @Test
    void noSignatureShowsCommonsMath() {
        check(codeUnits().should(showNothingOf("org.apache.commons.math3")));
        check(fields().should(showNothingOf("org.apache.commons.math3")));
    }

    @Test
    void noCyclesBetweenPackages() {
        check(slices().matching("dev.nnkit.(**)").should().beFreeOfCycles());
    }

    @Test
    void librariesDoNotPrint() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(PROGRAMS)
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace"));
    }

    @Test
    void exceptionsSayWhatWentWrong() {
        check(NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS);
    }

    private static void check(ArchRule rule) {
        // Not every package exists in every state of the tree; everyModuleIsSeen guards against seeing nothing at all.
        rule.allowEmptyShould(true).check(OURS);
    }

    /** Of our own packages, {@code from} depends only on {@code allowed}. */
    private static ArchRule only(String from, String... allowed) {
        DescribedPredicate<JavaClass> forbidden =
                resideInAPackage("dev.nnkit..").and(not(resideInAnyPackage(allowed)));
        return noClasses()
                .that()
                .resideInAPackage(from)
                .should()
                .dependOnClassesThat(forbidden)
                .as("of dev.nnkit, " + from + " depends only on " + String.join(", ", allowed));
    }

    /** Type arguments, bounds and thrown types count too: whoever calls the member has to have them. */
    private static ArchCondition<JavaMember> showNothingOf(String prefix) {
        return new ArchCondition<>("show nothing of " + prefix) {
            @Override
            public void check(JavaMember member, ConditionEvents events) {
                if (member.getModifiers().contains(JavaModifier.PUBLIC)
                        || member.getModifiers().contains(JavaModifier.PROTECTED)) {
                    shown(member)
                            .flatMap(type -> type.getAllInvolvedRawTypes().stream())
                            .filter(type -> type.getName().startsWith(prefix))
                            .distinct()
                            .forEach(type -> events.add(SimpleConditionEvent.violated(
                                    member, member.getFullName() + " shows " + type.getName())));
                }
            }
        };
    }

    private static Stream<JavaType> shown(JavaMember member) {
        if (member instanceof JavaField field) {
            return Stream.of(field.getType());
        }
        JavaCodeUnit unit = (JavaCodeUnit) member;
        return Stream.of(
                        Stream.of(unit.getReturnType()),
                        unit.getParameterTypes().stream(),
                        unit.getExceptionTypes().stream(),
                        unit.getTypeParameters().stream())
                .flatMap(types -> types);
    }
}
