using Microsoft.Data.Sqlite;

namespace Modelyard.Storage.Sqlite;

/// <summary>A statement that is compiled once and run many times, with its parameters in the order they were named.</summary>
internal sealed class PreparedStatement : IDisposable
{
    private readonly SqliteCommand _command;

    public PreparedStatement(SqliteConnection connection, string sql, params ReadOnlySpan<string> parameters)
    {
        _command = connection.CreateCommand();
        _command.CommandText = sql;
        foreach (var parameter in parameters)
        {
            _command.Parameters.Add(new SqliteParameter { ParameterName = parameter });
        }
    }

    public SqliteDataReader Query(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteReader();
    }

    /// <returns>How many rows were changed.</returns>
    public int Execute(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteNonQuery();
    }

    public void Dispose() => _command.Dispose();

    private void Bind(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            _command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }
    }
}
