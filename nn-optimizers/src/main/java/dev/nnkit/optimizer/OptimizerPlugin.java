package dev.nnkit.optimizer;

import dev.nnkit.api.Plugin;
import dev.nnkit.api.Registry;

/** Makes all optimizers, schedules and gradient transforms known by name. */
public final class OptimizerPlugin implements Plugin {
    public OptimizerPlugin() {}

    @Override
    public void register(Registry registry) {
        registry.optimizer("sgd", Sgd.class, Sgd::read);
        registry.optimizer("momentum", Momentum.class, Momentum::read);
        registry.optimizer("nesterov", Nesterov.class, Nesterov::read);
        registry.optimizer("rmsProp", RmsProp.class, RmsProp::read);
        registry.optimizer("adam", Adam.class, Adam::read);
        registry.optimizer("adamW", AdamW.class, AdamW::read);
        registry.schedule("constant", Constant.class, arguments -> new Constant());
        registry.schedule("step", StepDecay.class, StepDecay::read);
        registry.schedule("exponential", Exponential.class, Exponential::read);
        registry.schedule("cosine", Cosine.class, Cosine::read);
        registry.schedule("warmUp", WarmUp.class, WarmUp::read);
        registry.schedule("plateau", Plateau.class, Plateau::read);
        registry.gradientTransform("clipByNorm", ClipByNorm.class, ClipByNorm::read);
        registry.gradientTransform("clipByValue", ClipByValue.class, ClipByValue::read);
        registry.gradientTransform("decay", Decay.class, Decay::read);
    }
}
