package dev.nnkit.cli;

import dev.nnkit.core.diagnosis.Doctor;
import dev.nnkit.core.diagnosis.Finding;
import dev.nnkit.core.train.Trainer;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What looks wrong in a run, told after it. */
final class DoctorOptions {
    @Option(
            names = "--no-doctor",
            description = "Does not look for what goes wrong: dead units, learning rate, over-fitting and the like.")
    private boolean none;

    private @Nullable Doctor doctor;

    void apply(Trainer trainer) {
        if (!none) {
            doctor = new Doctor();
            trainer.listener(doctor);
        }
    }

    List<Finding> findings() {
        return doctor == null ? List.of() : doctor.findings();
    }

    /** Nothing is said of a run that ended before. */
    void print(PrintWriter out) {
        if (findings().isEmpty()) {
            if (doctor != null && !doctor.health().isEmpty()) {
                out.println("doctor: nothing looks wrong");
            }
            return;
        }
        out.println(
                findings().size() == 1
                        ? "doctor: something looks wrong"
                        : "doctor: " + findings().size() + " things look wrong");
        for (Finding finding : findings()) {
            out.println("  - " + finding.seen());
            out.println("    " + finding.advice());
        }
    }
}
