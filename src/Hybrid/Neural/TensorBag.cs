using Microsoft.ML.OnnxRuntime;

namespace Hybrid.Neural;

/// <summary>Named tensors of one run, owned and disposed together. What one graph writes the next one reads, without a copy.</summary>
internal sealed class TensorBag : IDisposable
{
    private readonly Dictionary<string, OrtValue> _values = new(StringComparer.Ordinal);

    public OrtValue this[string name] => _values[name];

    /// <summary>Wraps managed memory; the array must not be collected or moved, which ONNX Runtime's pin sees to.</summary>
    public void Put(string name, float[] data, params long[] shape) => Put(name, OrtValue.CreateTensorValueFromMemory(data, shape));

    /// <summary>Takes ownership; what stood under the name before is disposed.</summary>
    public void Put(string name, OrtValue value)
    {
        if (_values.Remove(name, out OrtValue? old))
            old.Dispose();
        _values[name] = value;
    }

    /// <summary>Gives a tensor another name; what stood there is disposed.</summary>
    public void Move(string from, string to)
    {
        _values.Remove(from, out OrtValue? value);
        Put(to, value!);
    }

    /// <summary>Disposes of a tensor that nothing reads any more.</summary>
    public void Drop(string name)
    {
        if (_values.Remove(name, out OrtValue? value))
            value.Dispose();
    }

    public void Dispose()
    {
        foreach (OrtValue value in _values.Values)
            value.Dispose();
        _values.Clear();
    }
}
