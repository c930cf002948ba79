using System.Globalization;
using System.Text;
using Hybrid.Viewer.Http;
using Hybrid.Viewer.Jobs;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Hybrid.Viewer.Uploads;

/// <summary>Reads a multipart request: files go straight to the job's folder under names chosen here, fields are kept as they are.</summary>
/// <param name="recipe">What the job takes.</param>
/// <param name="folder">Where its files go.</param>
internal sealed class UploadReader(JobRecipe recipe, JobFolder folder)
{
    private const int LongestField = 4096, MostFields = 64, LongestName = 200, MostTextBytes = 1 << 20;
    private readonly List<JobInput> _inputs = [];
    private readonly List<KeyValuePair<string, string>> _fields = [];

    /// <summary>Files that came.</summary>
    public IReadOnlyList<JobInput> Inputs => _inputs;

    /// <summary>Fields that came.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Fields => _fields;

    /// <summary>Reads the request to its end.</summary>
    /// <exception cref="RequestException">It is no multipart request, or has a part that is not taken.</exception>
    public async Task ReadAsync(HttpRequest request, CancellationToken token)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 and <= 100 } boundary)
            throw new RequestException(StatusCodes.Status415UnsupportedMediaType, "send the images as multipart/form-data");
        try
        {
            var reader = new MultipartReader(boundary.ToString(), request.Body);
            while (await reader.ReadNextSectionAsync(token) is { } section)
                await ReadSection(section, token);
        }
        catch (InvalidDataException e)
        {
            throw new RequestException(StatusCodes.Status400BadRequest, $"the request is not well-formed multipart/form-data ({e.Message.TrimEnd('.')})");
        }
        catch (IOException e) when (e is not BadHttpRequestException && !token.IsCancellationRequested)
        {
            throw new RequestException(StatusCodes.Status400BadRequest, "the request ends in the middle of a part");
        }
    }

    /// <summary>Adds a file that lies on this machine, one that the viewer offers itself.</summary>
    public void AddCopy(string slot, string path, string name)
    {
        using FileStream source = File.OpenRead(path);
        Span<byte> head = stackalloc byte[FileKind.Length];
        int count = source.ReadAtLeast(head, FileKind.Length, throwOnEndOfStream: false);
        JobInput input = Named(slot, head[..count], name) with { Bytes = source.Length };
        source.Position = 0;
        using FileStream target = File.Create(folder.Of(input));
        source.CopyTo(target);
        _inputs.Add(input);
    }

    private async Task ReadSection(MultipartSection section, CancellationToken token)
    {
        if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out ContentDispositionHeaderValue? disposition))
            throw new RequestException(StatusCodes.Status400BadRequest, "a part of the request has no content disposition");
        string name = HeaderUtilities.RemoveQuotes(disposition.Name).ToString();
        if (!disposition.IsFileDisposition())
        {
            if (_fields.Count >= MostFields)
                throw new RequestException(StatusCodes.Status400BadRequest, $"more than {MostFields} fields");
            _fields.Add(new(name, await ReadText(section.Body, name, token)));
            return;
        }
        UploadSlot slot = recipe.Slots.FirstOrDefault(s => s.Name == name)
            ?? throw new RequestException(StatusCodes.Status400BadRequest, NearestName.Message("file", name, [.. recipe.Slots.Select(s => s.Name)]));
        if (_inputs.Count(i => i.Slot == name) >= slot.Most)
            throw new RequestException(StatusCodes.Status400BadRequest, $"more than {slot.Most} files of the name {name}");
        string given = Shown((disposition.FileNameStar.HasValue ? disposition.FileNameStar : HeaderUtilities.RemoveQuotes(disposition.FileName)).ToString());
        JobInput input = await Store(slot, section.Body, given, token);
        // A browser sends an empty part for a file input that was left alone.
        if (input.Bytes == 0 && given.Length == 0)
            File.Delete(folder.Of(input));
        else
            _inputs.Add(input);
    }

    private async Task<JobInput> Store(UploadSlot slot, Stream body, string given, CancellationToken token)
    {
        byte[] buffer = new byte[1 << 16];
        int count = await body.ReadAtLeastAsync(buffer, FileKind.Length, throwOnEndOfStream: false, token);
        JobInput input = slot.IsImage ? Named(slot.Name, buffer.AsSpan(0, count), given) : new JobInput(slot.Name, $"{slot.Name}.txt", given, 0);
        long length = 0;
        await using FileStream file = File.Create(folder.Of(input));
        while (count > 0)
        {
            length += count;
            if (!slot.IsImage && length > MostTextBytes)
                throw new RequestException(StatusCodes.Status413PayloadTooLarge, $"{slot.Name} is larger than {MostTextBytes >> 10} kB");
            await file.WriteAsync(buffer.AsMemory(0, count), token);
            count = await body.ReadAsync(buffer, token);
        }
        return input with { Bytes = length };
    }

    private JobInput Named(string slot, ReadOnlySpan<byte> head, string given)
    {
        string number = recipe.Slots.First(s => s.Name == slot).Most == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"-{_inputs.Count + 1:000}");
        string file = slot + number + FileKind.Of(head).Extension;
        return new JobInput(slot, file, given.Length > 0 ? given : file, 0);
    }

    private static async Task<string> ReadText(Stream body, string name, CancellationToken token)
    {
        byte[] buffer = new byte[LongestField + 1];
        int count = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, token);
        return count <= LongestField
            ? Encoding.UTF8.GetString(buffer, 0, count)
            : throw new RequestException(StatusCodes.Status413PayloadTooLarge, $"field {Shown(name)} is longer than {LongestField} bytes");
    }

    // Only ever shown: the last part of what may be a path, on one line.
    private static string Shown(string name)
    {
        string last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        string clean = string.Concat(last.Where(c => !char.IsControl(c)));
        return clean.Length <= LongestName ? clean : clean[..LongestName];
    }
}
