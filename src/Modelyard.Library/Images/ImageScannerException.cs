namespace Modelyard.Library;

/// <summary>A scanner of images could not be asked, or did not do what it was asked for.</summary>
internal sealed class ImageScannerException(string message) : Exception(message);
