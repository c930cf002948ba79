namespace Hybrid.Cli.Tests.Support;

/// <summary>An RGB image in memory, 8 bits a channel, row-major.</summary>
internal sealed record Picture(int Width, int Height, byte[] Rgb)
{
    public static Picture Filled(int width, int height, byte value)
    {
        byte[] rgb = new byte[3 * width * height];
        Array.Fill(rgb, value);
        return new Picture(width, height, rgb);
    }
}
