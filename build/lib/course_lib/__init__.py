"""Reference implementations of the backpropagation course: NumPy only, one file an idea.

graph        a scalar computational graph that differentiates itself
layers       Linear, activations, Sequential: forward and backward for batches
losses       each returns its value and its gradient
optimizers   from gradient descent to Adam
schedules    the learning rate as a function of the step
gradients    finite differences, gradient checks, clipping
training     the training loop and what is measured around it
data         data sets, batches, MNIST
plots        pictures (the one module that imports matplotlib)
exercises    checks the reader's answers and says what went wrong
"""

__version__ = "0.1.0"
