package dev.nnkit.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads what stands between fields: a tab is hard to type. */
final class Separator implements ITypeConverter<Character> {
    @Override
    public Character convert(String text) {
        if (text.equals("tab") || text.equals("\\t")) {
            return '\t';
        }
        if (text.length() != 1) {
            throw new TypeConversionException("must be one character, or tab, but is \"" + text + "\"");
        }
        return text.charAt(0);
    }
}
