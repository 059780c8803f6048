using System.Globalization;

namespace FunctionApp.Core.Analytics.Ingest;

/// <summary>A piece of a dropped file, which is stored once however often it is tried.</summary>
/// <param name="File">Sixteen hexadecimal digits that stand for one version of one file.</param>
/// <param name="Shard">Number of the shard, from 0.</param>
/// <param name="Piece">Number of the piece in the shard, from 0.</param>
/// <param name="Since">When the file was first taken on: no piece of it was stored earlier.</param>
internal sealed record FilePiece(string File, int Shard, int Piece, DateTimeOffset Since)
{
    /// <summary>The piece in a segment's name.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{File}.{Shard}.{Piece}");
}
