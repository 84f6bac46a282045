package dev.nnkit.cli;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.ParseResult;

/** Refuses options that mean nothing for the kind of data, so that none is silently passed over. */
final class OptionFit {
    private static final Map<String, Set<DataKind>> KINDS = kinds();

    private OptionFit() {}

    private static Map<String, Set<DataKind>> kinds() {
        Set<DataKind> table = EnumSet.of(DataKind.TABLE);
        Set<DataKind> folders = EnumSet.of(DataKind.DRAWINGS, DataKind.IMAGES);
        Map<String, Set<DataKind>> kinds = new LinkedHashMap<>();
        for (String name : new String[] {
            "--target", "--split-column", "--features", "--categories", "--missing", "--scale", "--separator", "--part"
        }) {
            kinds.put(name, table);
        }
        for (String name : new String[] {"--stream", "--shuffle-buffer"}) {
            kinds.put(name, EnumSet.of(DataKind.IDX, DataKind.TABLE));
        }
        for (String name : new String[] {"--example-shape", "--train-per-class", "--test-per-class", "--per-class"}) {
            kinds.put(name, folders);
        }
        for (String name : new String[] {"--train-rows", "--test-rows", "--rows"}) {
            kinds.put(name, EnumSet.complementOf(EnumSet.copyOf(folders)));
        }
        return kinds;
    }

    /** @throws IllegalArgumentException naming the first option that does not fit */
    static void require(ParseResult given, DataOptions source) {
        require(given, source, Set.of());
    }

    /** @param always options that the command takes for data of any kind */
    static void require(ParseResult given, DataOptions source, Set<String> always) {
        DataKind kind = source.kind();
        KINDS.forEach((option, fitting) -> {
            if (given.hasMatchedOption(option) && !fitting.contains(kind) && !always.contains(option)) {
                throw new IllegalArgumentException(option + " is for "
                        + fitting.stream().map(DataKind::toString).collect(Collectors.joining(" or ")) + ", but --data "
                        + source.data() + " is " + kind + ".");
            }
        });
    }
}
