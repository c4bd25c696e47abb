namespace Modelyard.Gateway;

/// <summary>
/// Tells the web server to close the connection after what was written, without the mark that ends a whole answer. Aborting the connection would lose
/// what is still on its way; ending it properly would make clients that do not look into events take the answer for whole.
/// </summary>
internal sealed class UnfinishedAnswerException() : Exception("The answer broke off.");
