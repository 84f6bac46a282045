package dev.nnkit.core.export;

/** Methods of the classes that {@link JavaSource} writes. {@code real} stands for float or double. */
enum JavaMethod {
    DENSE("""
                /** x W + b for each row of x; w is [inputs, units]. */
                private static real[] dense(real[] x, real[] w, real[] b) {
                    int units = b.length;
                    int inputs = w.length / units;
                    real[] y = new real[x.length / inputs * units];
                    for (int from = 0, to = 0; from < x.length; from += inputs, to += units) {
                        for (int i = 0; i < inputs; i++) {
                            real v = x[from + i];
                            for (int j = 0; j < units; j++) {
                                y[to + j] += v * w[i * units + j];
                            }
                        }
                        for (int j = 0; j < units; j++) {
                            y[to + j] += b[j];
                        }
                    }
                    return y;
                }
            """),
    CONV2D("""
                /** Slides filters over x, [height, width, channels]; w is [kernel, kernel, channels, filters]. */
                private static real[] conv2d(
                        real[] x, int height, int width, real[] w, real[] b, int kernel, int stride, int padding) {
                    int channels = x.length / (height * width);
                    int filters = b.length;
                    int rows = (height + 2 * padding - kernel) / stride + 1;
                    int columns = (width + 2 * padding - kernel) / stride + 1;
                    real[] y = new real[rows * columns * filters];
                    for (int place = 0; place < rows * columns; place++) {
                        int to = place * filters;
                        for (int k = 0; k < kernel * kernel; k++) {
                            int row = place / columns * stride + k / kernel - padding;
                            int column = place % columns * stride + k % kernel - padding;
                            if (row < 0 || row >= height || column < 0 || column >= width) {
                                continue;
                            }
                            for (int c = 0; c < channels; c++) {
                                real v = x[(row * width + column) * channels + c];
                                int from = (k * channels + c) * filters;
                                for (int f = 0; f < filters; f++) {
                                    y[to + f] += v * w[from + f];
                                }
                            }
                        }
                        for (int f = 0; f < filters; f++) {
                            y[to + f] += b[f];
                        }
                    }
                    return y;
                }
            """),
    MAX_POOL2D("""
                /** The largest of each window of x, [height, width, channels]. */
                private static real[] maxPool2d(real[] x, int height, int width, int size, int stride) {
                    int channels = x.length / (height * width);
                    int rows = (height - size) / stride + 1;
                    int columns = (width - size) / stride + 1;
                    real[] y = new real[rows * columns * channels];
                    for (int i = 0; i < y.length; i++) {
                        int top = i / channels / columns * stride;
                        int left = i / channels % columns * stride;
                        real largest = x[(top * width + left) * channels + i % channels];
                        for (int k = 1; k < size * size; k++) {
                            int at = (top + k / size) * width + left + k % size;
                            largest = Math.max(largest, x[at * channels + i % channels]);
                        }
                        y[i] = largest;
                    }
                    return y;
                }
            """),
    SCALE_AND_SHIFT("""
                /** Batch norm with its running statistics, as one factor and one summand for each channel. */
                private static real[] scaleAndShift(real[] x, double[] scale, double[] shift) {
                    real[] y = new real[x.length];
                    for (int i = 0; i < x.length; i++) {
                        int channel = i % scale.length;
                        y[i] = (real) (x[i] * scale[channel] + shift[channel]);
                    }
                    return y;
                }
            """),
    SOFTMAX("""
                /** Probabilities of each row of numbers. */
                private static real[] softmax(real[] x, int width) {
                    real[] y = new real[x.length];
                    for (int from = 0; from < x.length; from += width) {
                        double largest = Double.NEGATIVE_INFINITY;
                        for (int i = from; i < from + width; i++) {
                            largest = Math.max(largest, x[i]);
                        }
                        double sum = 0;
                        for (int i = from; i < from + width; i++) {
                            sum += Math.exp(x[i] - largest);
                        }
                        for (int i = from; i < from + width; i++) {
                            y[i] = (real) (Math.exp(x[i] - largest) / sum);
                        }
                    }
                    return y;
                }
            """),
    ADD("""
                private static real[] add(real[] a, real[] b) {
                    real[] y = new real[a.length];
                    for (int i = 0; i < y.length; i++) {
                        y[i] = a[i] + b[i];
                    }
                    return y;
                }
            """),
    SIGMOID("""
                private static double sigmoid(double x) {
                    double e = Math.exp(-Math.abs(x));
                    return x >= 0 ? 1 / (1 + e) : e / (1 + e);
                }
            """),
    /** The same series and continued fraction as ErrorFunction in nn-api has. */
    ERFC("""
                /** 1 - erf(x): a series below 2, beyond it a continued fraction (DLMF 7.6.2, 7.9.1). */
                private static double erfc(double x) {
                    double magnitude = Math.abs(x);
                    if (x < 1 && magnitude < 2) {
                        double term = 1;
                        double sum = 1;
                        for (int n = 1; term > sum * 0x1p-54; n++) {
                            term *= 2 * x * x / (2 * n + 1);
                            sum += term;
                        }
                        return 1 - 2 / Math.sqrt(Math.PI) * x * Math.exp(-x * x) * sum;
                    }
                    double fraction = magnitude;
                    for (int k = 160; k > 0; k--) {
                        fraction = magnitude + k / 2.0 / fraction;
                    }
                    double tail = magnitude > 27 ? 0 : Math.exp(-x * x) / Math.sqrt(Math.PI) / fraction;
                    return x > 0 ? tail : 2 - tail;
                }
            """),
    FLOATS("""
                private static float[] floats(int count, String... base64) {
                    float[] values = new float[count];
                    int next = 0;
                    for (String part : base64) {
                        byte[] bytes = Base64.getDecoder().decode(part);
                        for (int i = 0; i < bytes.length; i += 4) {
                            int bits = 0;
                            for (int k = 0; k < 4; k++) {
                                bits = bits << 8 | (bytes[i + k] & 255);
                            }
                            values[next++] = Float.intBitsToFloat(bits);
                        }
                    }
                    return values;
                }
            """),
    DOUBLES("""
                private static double[] doubles(int count, String... base64) {
                    double[] values = new double[count];
                    int next = 0;
                    for (String part : base64) {
                        byte[] bytes = Base64.getDecoder().decode(part);
                        for (int i = 0; i < bytes.length; i += 8) {
                            long bits = 0;
                            for (int k = 0; k < 8; k++) {
                                bits = bits << 8 | (bytes[i + k] & 255);
                            }
                            values[next++] = Double.longBitsToDouble(bits);
                        }
                    }
                    return values;
                }
            """);

    private final String text;

    JavaMethod(String text) {
        this.text = text;
    }

    /** @param real float or double */
    String text(String real) {
        return JavaText.typed(text, real);
    }
}
