package dev.nnkit.core.initializer;

import dev.nnkit.api.Registry;

/** All initialisers by the names that the text of a network knows. */
public final class Initializers {
    private Initializers() {}

    public static Constant zeros() {
        return new Constant(0);
    }

    public static Constant constant(double value) {
        return new Constant(value);
    }

    public static Uniform uniform(double low, double high) {
        return new Uniform(low, high);
    }

    public static Normal normal(double deviation) {
        return new Normal(deviation);
    }

    public static Glorot glorotUniform() {
        return new Glorot(Distribution.UNIFORM);
    }

    public static Glorot glorotNormal() {
        return new Glorot(Distribution.NORMAL);
    }

    public static He heUniform() {
        return new He(Distribution.UNIFORM);
    }

    public static He heNormal() {
        return new He(Distribution.NORMAL);
    }

    public static LeCun leCunUniform() {
        return new LeCun(Distribution.UNIFORM);
    }

    public static LeCun leCunNormal() {
        return new LeCun(Distribution.NORMAL);
    }

    public static Orthogonal orthogonal() {
        return new Orthogonal();
    }

    public static void register(Registry registry) {
        registry.initializer("zeros", Constant.class, arguments -> zeros());
        registry.initializer("constant", Constant.class, Constant::read);
        registry.initializer("uniform", Uniform.class, Uniform::read);
        registry.initializer("normal", Normal.class, Normal::read);
        registry.initializer("glorotUniform", Glorot.class, arguments -> glorotUniform());
        registry.initializer("glorotNormal", Glorot.class, arguments -> glorotNormal());
        registry.initializer("heUniform", He.class, arguments -> heUniform());
        registry.initializer("heNormal", He.class, arguments -> heNormal());
        registry.initializer("leCunUniform", LeCun.class, arguments -> leCunUniform());
        registry.initializer("leCunNormal", LeCun.class, arguments -> leCunNormal());
        registry.initializer("orthogonal", Orthogonal.class, arguments -> orthogonal());
    }
}
