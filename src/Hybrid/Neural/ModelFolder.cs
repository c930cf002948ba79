using System.Security.Cryptography;

namespace Hybrid.Neural;

/// <summary>One model on disk.</summary>
/// <param name="Path">Its folder.</param>
/// <param name="Card">Its card.</param>
public sealed record ModelFolder(string Path, ModelCard Card)
{
    /// <summary>The bytes of one of its files, whose size and checksum have been compared with the card.</summary>
    /// <param name="name">File name as on the card.</param>
    /// <exception cref="InputException">The file is not on the card, missing, truncated or changed.</exception>
    public byte[] Load(string name)
    {
        ModelFile file = Card.Files.FirstOrDefault(f => f.Name == name)
            ?? throw new InputException($"model '{Card.Name}' has no file {name}: it is not one that this version can run");
        string path = System.IO.Path.Combine(Path, name);
        if (!File.Exists(path))
            throw new InputException($"model '{Card.Name}' lacks {name}: get the model anew (folder {Path})");
        byte[] bytes = File.ReadAllBytes(path);
        if (bytes.Length != file.Bytes)
            throw new InputException($"{path} has {bytes.Length} bytes instead of {file.Bytes}: it is truncated or of another version; get the model anew");
        return Convert.ToHexStringLower(SHA256.HashData(bytes)) == file.Sha256
            ? bytes
            : throw new InputException($"{path} does not have the checksum of its card: it was changed or damaged; get the model anew");
    }

    /// <summary>Problems with the model's files, one line each; none where all is well.</summary>
    public IReadOnlyList<string> Check()
    {
        var problems = new List<string>();
        foreach (ModelFile file in Card.Files)
        {
            try
            {
                Load(file.Name);
            }
            catch (InputException e)
            {
                problems.Add(e.Message);
            }
        }
        return problems;
    }
}
