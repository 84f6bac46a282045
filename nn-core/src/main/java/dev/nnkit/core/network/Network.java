package dev.nnkit.core.network;

import dev.nnkit.api.DataType;
import dev.nnkit.api.Initialization;
import dev.nnkit.api.Inputs;
import dev.nnkit.api.Kernels;
import dev.nnkit.api.Layer;
import dev.nnkit.api.LayerSpec;
import dev.nnkit.api.Parameter;
import dev.nnkit.api.Shape;
import dev.nnkit.api.ShapeMismatchException;
import dev.nnkit.api.StepContext;
import dev.nnkit.api.Tensor;
import dev.nnkit.core.kernel.KernelChoice;
import java.util.List;

/**
 * A finished network: what it was built from, its layers and its parameters.
 *
 * <pre>{@code
 * Network network = Network.build(sequential(dense(128), relu(), dense(10)), Shape.of(784), 1);
 * Tensor logits = network.predict(images);
 * }</pre>
 *
 * <p>Thread-safe as long as nobody trains it: any number of threads may predict.
 */
public final class Network {
    private final LayerSpec spec;
    private final List<Shape> inputShapes;
    private final List<Shape> outputShapes;
    private final DataType type;
    private final Body body;

    private Network(LayerSpec spec, List<Shape> inputShapes, DataType type, Body body) {
        this.spec = spec;
        this.inputShapes = List.copyOf(inputShapes);
        this.type = type;
        this.body = body;
        this.outputShapes = body.outputShapes(this.inputShapes);
    }

    /**
     * Builds a FLOAT32 network.
     *
     * @param example the shape of one example, without a batch axis
     * @param seed of the random first weights
     * @throws ShapeMismatchException naming every layer that does not fit
     */
    public static Network build(LayerSpec spec, Shape example, long seed) {
        return build(spec, example, DataType.FLOAT32, seed);
    }

    /**
     * Builds a network of FLOAT32 or FLOAT64.
     *
     * @throws ShapeMismatchException naming every layer that does not fit
     */
    public static Network build(LayerSpec spec, Shape example, DataType type, long seed) {
        return build(spec, List.of(example), type, seed);
    }

    /**
     * Builds a network with any number of inputs and outputs: a {@link Graph}, or with one input any other spec.
     *
     * @throws ShapeMismatchException naming everything that does not fit
     */
    public static Network build(LayerSpec spec, List<Shape> examples, DataType type, long seed) {
        return build(spec, examples, Initialization.of(type, seed));
    }

    /**
     * Builds a network from the beginning of an {@link Initialization}, such as one that reads the weights from a file.
     *
     * @throws ShapeMismatchException naming everything that does not fit
     */
    public static Network build(LayerSpec spec, List<Shape> examples, Initialization initialization) {
        for (Shape example : examples) {
            for (int axis : example.toArray()) {
                if (axis == 0) {
                    throw new ShapeMismatchException("network: an example must have axes of 1 or more but has shape "
                            + example + ". Shapes are those of one example, without the batch axis.");
                }
            }
        }
        DataType type = initialization.type();
        if (spec instanceof Graph graph) {
            return new Network(spec, examples, type, graph.buildBody(examples, initialization));
        }
        if (examples.size() != 1) {
            throw new ShapeMismatchException("network: " + spec + " has one input but got the example shapes "
                    + examples + ". Several inputs need a graph.");
        }
        Layer layer = spec.build(examples.get(0), initialization);
        List<Child> children = layer instanceof Container container
                ? container.children()
                : List.of(Child.of("", spec, layer, layer.outputShape(examples.get(0))));
        return new Network(spec, examples, type, new LayerBody(layer, spec, children));
    }

    /**
     * The same network, with the same parameters, which also tells {@code observer} what goes through each of its layers.
     * Layers in chains, residuals and graphs are told apart; what is inside of any other layer is not seen. Joins are not
     * observed.
     */
    public Network observed(LayerObserver observer) {
        return new Network(spec, inputShapes, type, body.observed("", observer));
    }

    public LayerSpec spec() {
        return spec;
    }

    /** The shapes of one example of each input. */
    public List<Shape> inputShapes() {
        return inputShapes;
    }

    /** The shapes of what comes out for one example. */
    public List<Shape> outputShapes() {
        return outputShapes;
    }

    /** The shape of one example of the only input; throws IllegalStateException if there are several. */
    public Shape inputShape() {
        return only(inputShapes, "inputs");
    }

    /** The shape of the only output for one example; throws IllegalStateException if there are several. */
    public Shape outputShape() {
        return only(outputShapes, "outputs");
    }

    private static Shape only(List<Shape> shapes, String what) {
        if (shapes.size() != 1) {
            throw new IllegalStateException(
                    "this network has " + shapes.size() + " " + what + ": " + shapes + ". Ask for the list of them.");
        }
        return shapes.get(0);
    }

    public DataType type() {
        return type;
    }

    /** Every parameter once, in the order in which optimizers walk and files list them. */
    public List<Parameter> parameters() {
        return body.parameters();
    }

    /** The network as one layer; throws IllegalStateException if it has several inputs or outputs. */
    public Layer layer() {
        if (body instanceof LayerBody simple) {
            return simple.layer();
        }
        if (body instanceof GraphBody graph && inputShapes.size() == 1 && outputShapes.size() == 1) {
            return new GraphLayer(graph);
        }
        throw new IllegalStateException("this network has inputs " + inputShapes + " and outputs " + outputShapes
                + " and is no layer. Use forward.");
    }

    /** Whether examples influence each other in training: see {@link Layer#mixesExamples}. */
    public boolean mixesExamples() {
        return body.mixesExamples();
    }

    /** Whether an output is squashed into probabilities already: see {@link Layer#outputsProbabilities}. */
    public boolean outputsProbabilities(int output) {
        return body.outputsProbabilities(output);
    }

    /** Runs all inputs through, and returns the way back. Outputs live until the next step of {@code step}. */
    public Pass forward(List<Tensor> inputs, StepContext step) {
        requireInputs(inputs);
        return body.forward(inputs, step);
    }

    /** As {@link #forward}, where no gradient is needed. */
    public List<Tensor> infer(List<Tensor> inputs, StepContext step) {
        requireInputs(inputs);
        return body.infer(inputs, step);
    }

    private void requireInputs(List<Tensor> inputs) {
        if (inputs.size() != inputShapes.size()) {
            throw new ShapeMismatchException("network: needs " + inputShapes.size() + " inputs, of example shapes "
                    + inputShapes + ", but got " + inputs.size() + ".");
        }
        for (int i = 0; i < inputs.size(); i++) {
            Tensor input = inputs.get(i);
            if (input.type() == DataType.INT32) {
                Inputs.requireInts("network", input, inputShapes.get(i));
            } else {
                Inputs.require("network", input, inputShapes.get(i));
                if (input.type() != type) {
                    throw new ShapeMismatchException("network: is " + type + " but its input is " + input.type()
                            + ". Convert it with as(" + type + ").");
                }
            }
            if (input.batch() != inputs.get(0).batch()) {
                throw new ShapeMismatchException("network: all inputs must have the same number of examples but have "
                        + inputs.get(0).batch() + " and " + input.batch() + ".");
            }
        }
    }

    /**
     * Says, for inputs that give NaN or infinity, where it comes from: input, parameter or layer. Sentences for a
     * person.
     */
    public String explainNotFinite(List<Tensor> inputs, StepContext step) {
        return NotFinite.explain(body, inputs, step);
    }

    /**
     * The answers for a batch of any size, computed in parts with the best kernels there are on one thread. The result
     * is the caller's own. For many calls, keep a {@link Predictor}.
     */
    public Tensor predict(Tensor inputs) {
        Kernels kernels = KernelChoice.best(1);
        return new Predictor(this, kernels).predict(inputs);
    }

    /** What it is made of, as a table. */
    public Summary summary() {
        return Summary.of(body);
    }

    /** The text that {@link Sequential#parse} reads. */
    @Override
    public String toString() {
        return spec instanceof Sequential chain ? chain.text() : spec.toString();
    }
}
