using System.Security.Cryptography;
using Hybrid.Neural;

namespace Hybrid.Tests.Support;

/// <summary>Toy graphs with the signatures of published exports (<c>Neural/Exports/make.py</c> writes them).</summary>
internal static class Exports
{
    /// <summary>A toy graph as a model, its task told from its signature.</summary>
    public static ModelFolder Open(string name)
    {
        string folder = Path.Combine(Models.Folder, "..", "tests", "Hybrid.Tests", "Neural", "Exports");
        byte[] bytes = File.ReadAllBytes(Path.Combine(folder, name + ".onnx"));
        var file = new ModelFile { Name = name + ".onnx", Bytes = bytes.Length, Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)) };
        return new ModelFolder(folder, new ModelCard { Name = name, Task = OnnxSignature.Recognise(name, bytes), Files = [file] });
    }
}
