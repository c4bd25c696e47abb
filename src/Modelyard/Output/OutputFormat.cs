namespace Modelyard;

/// <summary>How a command shows what it found.</summary>
internal enum OutputFormat
{
    Table,
    Wide,
    Json,
    Yaml,
    Name,
}
