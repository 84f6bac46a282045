package dev.nnkit.gradcheck.catalogue;

import static dev.nnkit.gradcheck.catalogue.Exhibit.wrong;
import static dev.nnkit.gradcheck.catalogue.Exhibit.wrongSomehow;

import dev.nnkit.gradcheck.GradientCheck;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;

/** {@link Neurons} with one of their steps replaced by a wrong one. */
final class BrokenNeurons {
    private BrokenNeurons() {}

    static List<Exhibit> all() {
        return List.of(
                wrong(
                        "bias added twice",
                        Planted.FACTOR,
                        at(seed -> new Neurons(seed, 3, 4) {
                            @Override
                            void biasGradient(double[] dz, double[] sum) {
                                super.biasGradient(dz, sum);
                                super.biasGradient(dz, sum);
                            }
                        }),
                        "bias"),
                wrong(
                        "weights halved",
                        Planted.FACTOR,
                        at(seed -> new Neurons(seed, 3, 4) {
                            @Override
                            void weightGradient(double[] x, double[] dz, double[] sum) {
                                super.weightGradient(x, times(0.5, dz), sum);
                            }
                        }),
                        "weight"),
                wrong(
                        "weights 0.1 % too large",
                        Planted.FACTOR,
                        at(seed -> new Neurons(seed, 3, 4) {
                            @Override
                            void weightGradient(double[] x, double[] dz, double[] sum) {
                                super.weightGradient(x, times(1.001, dz), sum);
                            }
                        }),
                        "weight"),
                wrong(
                        "mean over the batch taken for the sum",
                        Planted.MEAN_OR_SUM,
                        at(seed -> new Neurons(seed, 3, 4) {
                            @Override
                            void weightGradient(double[] x, double[] dz, double[] sum) {
                                super.weightGradient(x, times(1.0 * units / dz.length, dz), sum);
                            }
                        }),
                        "weight"),
                wrong(
                        "bias times the batch",
                        Planted.MEAN_OR_SUM,
                        at(seed -> new Neurons(seed, 3, 4) {
                            @Override
                            void biasGradient(double[] dz, double[] sum) {
                                super.biasGradient(times(1.0 * dz.length / units, dz), sum);
                            }
                        }),
                        "bias"),
                wrong(
                        "input gradient with the wrong sign",
                        Planted.WRONG_SIGN,
                        at(seed -> new Neurons(seed, 3, 4) {
                            @Override
                            void inputGradient(double[] dz, double[] dx) {
                                super.inputGradient(times(-1, dz), dx);
                            }
                        }),
                        "input"),
                wrong(
                        "square weights transposed",
                        Planted.TRANSPOSED,
                        at(seed -> new Neurons(seed, 4, 4) {
                            @Override
                            void weightGradient(double[] x, double[] dz, double[] sum) {
                                super.weightGradient(dz, x, sum);
                            }
                        }),
                        "weight"),
                wrong(
                        "oblong weights transposed",
                        Planted.TRANSPOSED,
                        at(seed -> new Neurons(seed, 3, 4) {
                            @Override
                            void weightGradient(double[] x, double[] dz, double[] sum) {
                                double[] right = right(x, dz);
                                for (int i = 0; i < sum.length; i++) {
                                    sum[i % units * inputs + i / units] += right[i];
                                }
                            }
                        }),
                        "weight"),
                wrong(
                        "bias of the first example only",
                        Planted.NOT_SUMMED,
                        at(seed -> new Neurons(seed, 3, 4) {
                            @Override
                            void biasGradient(double[] dz, double[] sum) {
                                super.biasGradient(Arrays.copyOf(dz, units), sum);
                            }
                        }),
                        "bias"),
                wrong(
                        "bias of the last example only",
                        Planted.NOT_SUMMED,
                        at(seed -> new Neurons(seed, 3, 4) {
                            @Override
                            void biasGradient(double[] dz, double[] sum) {
                                super.biasGradient(Arrays.copyOfRange(dz, dz.length - units, dz.length), sum);
                            }
                        }),
                        "bias"),
                wrong(
                        "bias forgotten",
                        Planted.DETACHED,
                        at(seed -> new Neurons(seed, 3, 4) {
                            @Override
                            void biasGradient(double[] dz, double[] sum) {}
                        }),
                        "bias"),
                wrong(
                        "input gradient forgotten",
                        Planted.DETACHED,
                        at(seed -> new Neurons(seed, 3, 4) {
                            @Override
                            void inputGradient(double[] dz, double[] dx) {}
                        }),
                        "input"),
                wrong(
                        "weights set, not added to",
                        Planted.OVERWRITTEN,
                        at(seed -> new Neurons(seed, 3, 4) {
                            @Override
                            void weightGradient(double[] x, double[] dz, double[] sum) {
                                Arrays.fill(sum, 0);
                                super.weightGradient(x, dz, sum);
                            }
                        }),
                        "weight"),
                wrong("slope forgotten", Planted.MISSING_SLOPE, at(seed -> new Neurons(seed, 3, 4) {
                    @Override
                    double slope(double z, double y) {
                        return 1;
                    }
                })),
                wrong("slope taken at y", Planted.SLOPE_AT_Y, at(seed -> new Neurons(seed, 3, 4) {
                    @Override
                    double slope(double z, double y) {
                        return Bend.tanhSlope(y);
                    }
                })),
                wrong("slope of the sigmoid", Planted.OTHER_ACTIVATION, at(seed -> new Neurons(seed, 3, 4) {
                    @Override
                    double slope(double z, double y) {
                        return Bend.sigmoidSlope(z);
                    }
                })),
                wrongSomehow("a layer of tanh with (1-y)^2, as in Smile 3.1.1", at(seed -> new Neurons(seed, 3, 4) {
                    @Override
                    double slope(double z, double y) {
                        return (1 - y) * (1 - y);
                    }
                })),
                wrong(
                        "weights off by one row",
                        Planted.OFF_BY_ONE,
                        at(seed -> new Neurons(seed, 3, 4) {
                            @Override
                            void weightGradient(double[] x, double[] dz, double[] sum) {
                                double[] right = right(x, dz);
                                for (int i = units; i < sum.length; i++) {
                                    sum[i] += right[i - units];
                                }
                            }
                        }),
                        "weight"),
                wrong(
                        "bias off by one",
                        Planted.OFF_BY_ONE,
                        at(seed -> new Neurons(seed, 3, 6) {
                            @Override
                            void biasGradient(double[] dz, double[] sum) {
                                for (int i = 0; i < dz.length; i++) {
                                    sum[(i + 1) % units] += dz[i];
                                }
                            }
                        }),
                        "bias"),
                wrong(
                        "input gradient read with the batch as columns",
                        Planted.BATCH_ABOVE_ONE,
                        at(seed -> new Neurons(seed, 3, 4) {
                            @Override
                            void inputGradient(double[] dz, double[] dx) {
                                double[] turned = dz.clone();
                                int batch = dz.length / units;
                                for (int i = 0; i < dz.length; i++) {
                                    turned[i % batch * units + i / batch] = dz[i];
                                }
                                super.inputGradient(turned, dx);
                            }
                        }),
                        "input"),
                wrong(
                        "one weight of twelve",
                        Planted.NO_KNOWN_KIND,
                        at(seed -> new Neurons(seed, 3, 4) {
                            @Override
                            void weightGradient(double[] x, double[] dz, double[] sum) {
                                super.weightGradient(x, dz, sum);
                                sum[7] += 1e-4 * right(x, dz)[7];
                            }
                        }),
                        "weight"),
                wrong("one weight of 10,000", Planted.NO_KNOWN_KIND, BrokenNeurons::oneOfTenThousand, "weight"),
                wrong(
                        "the last row of a tail",
                        Planted.ONE_SLICE,
                        seed -> GradientCheck.of(new Neurons(seed, 13, 3) {
                                    @Override
                                    void weightGradient(double[] x, double[] dz, double[] sum) {
                                        for (int i = (inputs - 1) * units; i < sum.length; i++) {
                                            sum[i] -= 0.1 * right(x, dz)[i];
                                        }
                                        super.weightGradient(x, dz, sum);
                                    }
                                })
                                .on(Draw.normal(seed, 5, 13)),
                        "weight"));
    }

    private static LongFunction<GradientCheck> at(LongFunction<Neurons> neurons) {
        return seed -> {
            Neurons drawn = neurons.apply(seed);
            return GradientCheck.of(drawn).on(Draw.normal(seed, 5, drawn.inputs));
        };
    }

    private static GradientCheck oneOfTenThousand(long seed) {
        Neurons broken = new Neurons(seed, 100, 100) {
            @Override
            void weightGradient(double[] x, double[] dz, double[] sum) {
                super.weightGradient(x, dz, sum);
                int spoilt = (int) (4711 + 31 * seed);
                sum[spoilt] += 1e-2 * right(x, dz)[spoilt];
            }
        };
        return GradientCheck.of(broken).on(Draw.normal(seed, 1, 100));
    }
}
