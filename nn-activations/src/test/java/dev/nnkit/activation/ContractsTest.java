package dev.nnkit.activation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nnkit.api.Activation;
import dev.nnkit.api.Registry;
import dev.nnkit.gradcheck.junit.ActivationContract;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Every activation of this module passes the contract that a user's must pass. */
class ContractsTest {
    @Test
    void noneIsLeftOut() {
        assertEquals(
                Registry.installed().names(Activation.class).size(),
                Arrays.stream(ContractsTest.class.getDeclaredClasses())
                        .filter(ActivationContract.class::isAssignableFrom)
                        .count());
    }

    @Nested
    class SigmoidContract extends ActivationContract {
        @Override
        protected Activation activation() {
            return Activations.sigmoid();
        }

        @Override
        protected DoubleUnaryOperator exactDerivative() {
            return DualNumbers.slope(DualNumbers::sigmoid);
        }
    }

    @Nested
    class TanhContract extends ActivationContract {
        @Override
        protected Activation activation() {
            return Activations.tanh();
        }

        @Override
        protected DoubleUnaryOperator exactDerivative() {
            return DualNumbers.slope(
                    x -> DualNumbers.sigmoid(x.multiply(2)).multiply(2).subtract(1));
        }
    }

    @Nested
    class ReluContract extends ActivationContract {
        @Override
        protected Activation activation() {
            return Activations.relu();
        }

        @Override
        protected DoubleUnaryOperator exactDerivative() {
            return DualNumbers.slope(x -> x.getValue() > 0 ? x : x.multiply(0));
        }
    }

    @Nested
    class LeakyReluContract extends ActivationContract {
        @Override
        protected Activation activation() {
            return Activations.leakyRelu();
        }

        @Override
        protected DoubleUnaryOperator exactDerivative() {
            return DualNumbers.slope(x -> x.getValue() > 0 ? x : x.multiply(0.01));
        }
    }

    @Nested
    class EluContract extends ActivationContract {
        @Override
        protected Activation activation() {
            return Activations.elu();
        }

        @Override
        protected DoubleUnaryOperator exactDerivative() {
            return DualNumbers.slope(x -> x.getValue() > 0 ? x : x.expm1());
        }
    }

    @Nested
    class SeluContract extends ActivationContract {
        @Override
        protected Activation activation() {
            return Activations.selu();
        }

        @Override
        protected DoubleUnaryOperator exactDerivative() {
            return DualNumbers.slope(DualNumbers::selu);
        }
    }

    @Nested
    class SoftplusContract extends ActivationContract {
        @Override
        protected Activation activation() {
            return Activations.softplus();
        }

        @Override
        protected DoubleUnaryOperator exactDerivative() {
            return DualNumbers.slope(DualNumbers::softplus);
        }
    }

    @Nested
    class GeluContract extends ActivationContract {
        @Override
        protected Activation activation() {
            return Activations.gelu();
        }

        @Override
        protected DoubleUnaryOperator exactDerivative() {
            return DualNumbers.slope(DualNumbers::gelu);
        }
    }

    @Nested
    class GeluTanhContract extends ActivationContract {
        @Override
        protected Activation activation() {
            return Activations.geluTanh();
        }

        @Override
        protected DoubleUnaryOperator exactDerivative() {
            return DualNumbers.slope(DualNumbers::geluTanh);
        }
    }

    @Nested
    class SiluContract extends ActivationContract {
        @Override
        protected Activation activation() {
            return Activations.silu();
        }

        @Override
        protected DoubleUnaryOperator exactDerivative() {
            return DualNumbers.slope(x -> x.multiply(DualNumbers.sigmoid(x)));
        }
    }

    @Nested
    class IdentityContract extends ActivationContract {
        @Override
        protected Activation activation() {
            return Activations.identity();
        }

        @Override
        protected DoubleUnaryOperator exactDerivative() {
            return DualNumbers.slope(x -> x);
        }
    }
}
