namespace Hybrid.Alignment;

/// <summary>Aligns one pair of images. Implementations are immutable and may be used from several threads at once.</summary>
public interface IAligner
{
    /// <summary>Name in the catalogue and in reports, e.g. <c>classic</c>.</summary>
    string Name { get; }

    /// <summary>Aligns image A to image B.</summary>
    /// <param name="pair">The images; not modified.</param>
    /// <param name="cancellationToken">Checked between steps.</param>
    /// <returns>An alignment; a pair that cannot be aligned is a value with <see cref="ResultStatus.Failed"/>.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    AlignmentResult Align(ImagePair pair, CancellationToken cancellationToken = default);
}
