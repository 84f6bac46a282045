package dev.nnkit.optimizer;

import dev.nnkit.api.Optimizer;

/**
 * The formulas of the papers for one weight, written a second time and as the papers write them: with the corrected
 * moments by name, powers by repeated products, and Nesterov's point ahead apart from the point behind it.
 */
interface Formulas {
    /** The weight after an update. */
    double next(double w, double g, double rateFactor);

    static Formulas of(Optimizer optimizer) {
        if (optimizer instanceof Sgd sgd) {
            return (w, g, factor) -> w - factor * sgd.learningRate() * g;
        }
        if (optimizer instanceof Momentum momentum) {
            return new OfMomentum(momentum);
        }
        if (optimizer instanceof Nesterov nesterov) {
            return new OfNesterov(nesterov);
        }
        if (optimizer instanceof RmsProp rmsProp) {
            return new OfRmsProp(rmsProp);
        }
        if (optimizer instanceof Adam adam) {
            return new OfAdam(adam, 0);
        }
        if (optimizer instanceof AdamW a) {
            return new OfAdam(new Adam(a.learningRate(), a.beta1(), a.beta2(), a.epsilon()), a.weightDecay());
        }
        throw new IllegalArgumentException("no formula for " + optimizer);
    }

    final class OfMomentum implements Formulas {
        private final Momentum settings;
        private double v;

        OfMomentum(Momentum settings) {
            this.settings = settings;
        }

        @Override
        public double next(double w, double g, double rateFactor) {
            v = settings.momentum() * v + g;
            return w - rateFactor * settings.learningRate() * v;
        }
    }

    final class OfNesterov implements Formulas {
        private final Nesterov settings;
        private double v;

        OfNesterov(Nesterov settings) {
            this.settings = settings;
        }

        @Override
        public double next(double w, double g, double rateFactor) {
            double rate = rateFactor * settings.learningRate();
            double behind = w + rate * settings.momentum() * v;
            v = settings.momentum() * v + g;
            behind -= rate * v;
            return behind - rate * settings.momentum() * v;
        }
    }

    final class OfRmsProp implements Formulas {
        private final RmsProp settings;
        private double meanSquare;

        OfRmsProp(RmsProp settings) {
            this.settings = settings;
        }

        @Override
        public double next(double w, double g, double rateFactor) {
            meanSquare = settings.decay() * meanSquare + (1 - settings.decay()) * Math.pow(g, 2);
            return w - rateFactor * settings.learningRate() * g / (Math.sqrt(meanSquare) + settings.epsilon());
        }
    }

    final class OfAdam implements Formulas {
        private final Adam settings;
        private final double decay;
        private double m;
        private double v;
        private double power1 = 1;
        private double power2 = 1;

        OfAdam(Adam settings, double decay) {
            this.settings = settings;
            this.decay = decay;
        }

        @Override
        public double next(double w, double g, double rateFactor) {
            double rate = rateFactor * settings.learningRate();
            power1 *= settings.beta1();
            power2 *= settings.beta2();
            m = settings.beta1() * m + (1 - settings.beta1()) * g;
            v = settings.beta2() * v + (1 - settings.beta2()) * g * g;
            double corrected1 = m / (1 - power1);
            double corrected2 = v / (1 - power2);
            double decayed = w * (1 - rate * decay);
            return decayed - rate * corrected1 / (Math.sqrt(corrected2) + settings.epsilon());
        }
    }
}
