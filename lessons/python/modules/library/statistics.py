import math
from collections import Counter

__all__ = ["StatisticsError", "mean", "fmean", "geometric_mean", "harmonic_mean", "median", "median_low",
           "median_high", "median_grouped", "mode", "multimode", "pstdev", "pvariance", "stdev", "variance",
           "quantiles", "covariance", "correlation", "linear_regression", "NormalDist"]


class StatisticsError(ValueError):
    pass


def _exact(x):
    """x as a fraction of two integers."""
    if isinstance(x, int):
        return int(x), 1
    return x.as_integer_ratio() if hasattr(x, "as_integer_ratio") else (x.numerator, x.denominator)


def _exact_sum(values):
    top, bottom = 0, 1
    for each in values:
        n, d = _exact(each)
        if d == bottom:
            top += n
        else:
            top, bottom = top * d + n * bottom, bottom * d
            common = math.gcd(top, bottom)
            top, bottom = top // common, bottom // common
    return top, bottom


def _number(top, bottom, whole):
    if whole and top % bottom == 0:
        return top // bottom
    return top / bottom


def _values(data):
    data = list(data)
    return data, all(isinstance(each, int) for each in data)


def _special(data):
    return any(isinstance(each, float) and not math.isfinite(each) for each in data)


def mean(data):
    data, whole = _values(data)
    if not data:
        raise StatisticsError("mean requires at least one data point")
    if _special(data):
        return sum(data) / len(data)
    top, bottom = _exact_sum(data)
    return _number(top, bottom * len(data), whole)


def fmean(data, weights=None):
    data = list(data)
    if weights is None:
        if not data:
            raise StatisticsError("fmean requires at least one data point")
        return math.fsum(data) / len(data)
    weights = list(weights)
    if len(weights) != len(data):
        raise StatisticsError("data and weights must be the same length")
    total = math.fsum(weights)
    if not total:
        raise StatisticsError("sum of weights must be non-zero")
    return math.fsum(a * b for a, b in zip(data, weights)) / total


def geometric_mean(data):
    try:
        return math.exp(fmean(map(math.log, data)))
    except ValueError:
        raise StatisticsError("geometric mean requires a non-empty dataset containing positive numbers") from None


def harmonic_mean(data, weights=None):
    data = list(data)
    if not data:
        raise StatisticsError("harmonic_mean requires at least one data point")
    weights = [1] * len(data) if weights is None else list(weights)
    if any(each < 0 for each in data):
        raise StatisticsError("harmonic mean does not support negative values")
    if 0 in data:
        return 0
    top, bottom = _exact_sum(weight / each for weight, each in zip(weights, data))
    return sum(weights) * bottom / top


def _sorted(data):
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    return data


def median(data):
    data = _sorted(data)
    middle = len(data) // 2
    return data[middle] if len(data) % 2 else (data[middle - 1] + data[middle]) / 2


def median_low(data):
    data = _sorted(data)
    return data[(len(data) - 1) // 2]


def median_high(data):
    data = _sorted(data)
    return data[len(data) // 2]


def median_grouped(data, interval=1):
    data = _sorted(data)
    x = data[len(data) // 2]
    below = sum(1 for each in data if each < x)
    same = data.count(x)
    low = float(x) - float(interval) / 2.0
    return low + interval * (len(data) / 2 - below) / same


def mode(data):
    pairs = Counter(iter(data)).most_common(1)
    if not pairs:
        raise StatisticsError("no mode for empty data")
    return pairs[0][0]


def multimode(data):
    counts = Counter(iter(data))
    most = max(counts.values(), default=0)
    return [value for value, count in counts.items() if count == most]


def _squares(data, center=None):
    """The sum of squared differences, as a fraction."""
    if center is not None:
        n, d = _exact(center)
    else:
        n, d = _exact_sum(data)
        d *= len(data)
    top, bottom = 0, 1
    for each in data:
        a, b = _exact(each)
        difference, scale = a * d - n * b, b * d
        square, scale = difference * difference, scale * scale
        top, bottom = top * scale + square * bottom, bottom * scale
        common = math.gcd(top, bottom)
        top, bottom = top // common, bottom // common
    return top, bottom


def variance(data, xbar=None):
    data, whole = _values(data)
    if len(data) < 2:
        raise StatisticsError("variance requires at least two data points")
    top, bottom = _squares(data, xbar)
    return _number(top, bottom * (len(data) - 1), whole)


def pvariance(data, mu=None):
    data, whole = _values(data)
    if not data:
        raise StatisticsError("pvariance requires at least one data point")
    top, bottom = _squares(data, mu)
    return _number(top, bottom * len(data), whole)


def _root(top, bottom):
    """The square root of a fraction, rounded once."""
    if not top:
        return 0.0
    shift = (top.bit_length() - bottom.bit_length() - 109) // 2
    if shift >= 0:
        root = math.isqrt(top // (bottom << 2 * shift)) << shift
        return float(root | (root * root * bottom != top))
    scaled = (top << -2 * shift) // bottom
    root = math.isqrt(scaled)
    root |= root * root * bottom != top << -2 * shift
    return root / (1 << -shift)


def stdev(data, xbar=None):
    data = list(data)
    if len(data) < 2:
        raise StatisticsError("stdev requires at least two data points")
    top, bottom = _squares(data, xbar)
    return _root(top, bottom * (len(data) - 1))


def pstdev(data, mu=None):
    data = list(data)
    if not data:
        raise StatisticsError("pstdev requires at least one data point")
    top, bottom = _squares(data, mu)
    return _root(top, bottom * len(data))


def quantiles(data, *, n=4, method="exclusive"):
    if n < 1:
        raise StatisticsError("n must be at least 1")
    data = sorted(data)
    size = len(data)
    if size < 2:
        raise StatisticsError("must have at least two data points")
    result = []
    for i in range(1, n):
        if method == "inclusive":
            j, delta = divmod(i * (size - 1), n)
            result.append((data[j] * (n - delta) + data[j + 1] * delta) / n)
        elif method == "exclusive":
            j = min(max(i * (size + 1) // n, 1), size - 1)
            delta = i * (size + 1) - j * n
            result.append((data[j - 1] * (n - delta) + data[j] * delta) / n)
        else:
            raise ValueError("Unknown method: %r" % (method,))
    return result


def covariance(x, y, /):
    size = len(x)
    if len(y) != size:
        raise StatisticsError("covariance requires that both inputs have same number of data points")
    if size < 2:
        raise StatisticsError("covariance requires at least two data points")
    xbar, ybar = math.fsum(x) / size, math.fsum(y) / size
    return math.fsum((a - xbar) * (b - ybar) for a, b in zip(x, y)) / (size - 1)


def correlation(x, y, /):
    size = len(x)
    if len(y) != size:
        raise StatisticsError("correlation requires that both inputs have same number of data points")
    if size < 2:
        raise StatisticsError("correlation requires at least two data points")
    xbar, ybar = math.fsum(x) / size, math.fsum(y) / size
    sxy = math.fsum((a - xbar) * (b - ybar) for a, b in zip(x, y))
    sxx = math.fsum((d := a - xbar) * d for a in x)
    syy = math.fsum((d := b - ybar) * d for b in y)
    try:
        return sxy / math.sqrt(sxx * syy)
    except ZeroDivisionError:
        raise StatisticsError("at least one of the inputs is constant") from None


class LinearRegression(tuple):
    slope = property(lambda self: self[0])
    intercept = property(lambda self: self[1])

    def __repr__(self):
        return "LinearRegression(slope=%r, intercept=%r)" % tuple(self)


def linear_regression(x, y, /, *, proportional=False):
    size = len(x)
    if len(y) != size:
        raise StatisticsError("linear regression requires that both inputs have same number of data points")
    if size < 2:
        raise StatisticsError("linear regression requires at least two data points")
    if proportional:
        sxy = math.fsum(a * b for a, b in zip(x, y))
        sxx = math.fsum(a * a for a in x)
    else:
        xbar, ybar = math.fsum(x) / size, math.fsum(y) / size
        sxy = math.fsum((a - xbar) * (b - ybar) for a, b in zip(x, y))
        sxx = math.fsum((d := a - xbar) * d for a in x)
    try:
        slope = sxy / sxx
    except ZeroDivisionError:
        raise StatisticsError("x is constant") from None
    return LinearRegression((slope, 0.0 if proportional else ybar - slope * xbar))


class NormalDist:
    def __init__(self, mu=0.0, sigma=1.0):
        if sigma < 0.0:
            raise StatisticsError("sigma must be non-negative")
        self._mu, self._sigma = float(mu), float(sigma)

    mean = median = mode = property(lambda self: self._mu)
    stdev = property(lambda self: self._sigma)
    variance = property(lambda self: self._sigma * self._sigma)

    @classmethod
    def from_samples(cls, data):
        data = list(data)
        return cls(fmean(data), stdev(data))

    def pdf(self, x):
        variance = self._sigma * self._sigma
        if not variance:
            raise StatisticsError("pdf() not defined when sigma is zero")
        difference = x - self._mu
        return math.exp(difference * difference / (-2.0 * variance)) / math.sqrt(math.tau * variance)

    def cdf(self, x):
        if not self._sigma:
            raise StatisticsError("cdf() not defined when sigma is zero")
        return 0.5 * (1.0 + math.erf((x - self._mu) / (self._sigma * math.sqrt(2.0))))

    def zscore(self, x):
        return (x - self._mu) / self._sigma

    def samples(self, n, *, seed=None):
        import random

        gauss = random.gauss if seed is None else random.Random(seed).gauss
        return [gauss(self._mu, self._sigma) for _ in range(n)]

    def __eq__(self, other):
        if not isinstance(other, NormalDist):
            return NotImplemented
        return (self._mu, self._sigma) == (other._mu, other._sigma)

    def __hash__(self):
        return hash((self._mu, self._sigma))

    def __repr__(self):
        return "NormalDist(mu=%r, sigma=%r)" % (self._mu, self._sigma)
