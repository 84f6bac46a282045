package dev.nnkit.activation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nnkit.api.Activation;
import dev.nnkit.api.Registry;
import dev.nnkit.gradcheck.junit.ActivationContract;
import java.util.Arrays;
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
    }

    @Nested
    class TanhContract extends ActivationContract {
        @Override
        protected Activation activation() {
            return Activations.tanh();
        }
    }

    @Nested
    class ReluContract extends ActivationContract {
        @Override
        protected Activation activation() {
            return Activations.relu();
        }
    }

    @Nested
    class LeakyReluContract extends ActivationContract {
        @Override
        protected Activation activation() {
            return Activations.leakyRelu();
        }
    }

    @Nested
    class EluContract extends ActivationContract {
        @Override
        protected Activation activation() {
            return Activations.elu();
        }
    }

    @Nested
    class SeluContract extends ActivationContract {
        @Override
        protected Activation activation() {
            return Activations.selu();
        }
    }

    @Nested
    class SoftplusContract extends ActivationContract {
        @Override
        protected Activation activation() {
            return Activations.softplus();
        }
    }

    @Nested
    class GeluContract extends ActivationContract {
        @Override
        protected Activation activation() {
            return Activations.gelu();
        }
    }

    @Nested
    class GeluTanhContract extends ActivationContract {
        @Override
        protected Activation activation() {
            return Activations.geluTanh();
        }
    }

    @Nested
    class SiluContract extends ActivationContract {
        @Override
        protected Activation activation() {
            return Activations.silu();
        }
    }

    @Nested
    class IdentityContract extends ActivationContract {
        @Override
        protected Activation activation() {
            return Activations.identity();
        }
    }
}
