package dev.nnkit.core.export;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The classes that a class file uses, by the entries of its constant pool that name classes or types.
 *
 * @see <a href="https://docs.oracle.com/javase/specs/jvms/se17/html/jvms-4.html#jvms-4.4">JVMS 4.4</a>
 */
final class ClassNames {
    private static final Pattern IN_DESCRIPTOR = Pattern.compile("L([^;]+);");

    private ClassNames() {}

    static Set<String> in(byte[] code) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(code));
        in.skipBytes(8);
        int count = in.readUnsignedShort();
        Map<Integer, String> texts = new HashMap<>();
        List<Integer> classes = new ArrayList<>();
        List<Integer> descriptors = new ArrayList<>();
        for (int i = 1; i < count; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> texts.put(i, in.readUTF());
                case 3, 4, 9, 10, 11, 17, 18 -> in.skipBytes(4);
                case 5, 6 -> {
                    in.skipBytes(8);
                    i++;
                }
                case 7 -> classes.add(in.readUnsignedShort());
                case 8, 19, 20 -> in.skipBytes(2);
                case 12 -> {
                    in.skipBytes(2);
                    descriptors.add(in.readUnsignedShort());
                }
                case 15 -> in.skipBytes(3);
                case 16 -> descriptors.add(in.readUnsignedShort());
                default -> throw new IOException("constant " + i + " has the unknown tag " + tag);
            }
        }
        Set<String> names = new TreeSet<>();
        for (int index : classes) {
            String name = String.valueOf(texts.get(index));
            if (name.startsWith("[")) {
                addAll(names, name);
            } else {
                names.add(name);
            }
        }
        descriptors.forEach(index -> addAll(names, String.valueOf(texts.get(index))));
        return names;
    }

    private static void addAll(Set<String> names, String descriptor) {
        Matcher matcher = IN_DESCRIPTOR.matcher(descriptor);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
    }
}
