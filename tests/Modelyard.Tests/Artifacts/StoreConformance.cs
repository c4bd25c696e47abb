namespace Modelyard.Tests.Artifacts;

// What a store does it does encrypted and plain.
public sealed class PlainContentStoreTests() : ContentStoreTests(isEncrypted: false);

public sealed class EncryptedContentStoreTests() : ContentStoreTests(isEncrypted: true);

public sealed class PlainStorageTests() : StorageTests(isEncrypted: false);

public sealed class EncryptedStorageTests() : StorageTests(isEncrypted: true);

public sealed class PlainInterruptionTests() : InterruptionTests(isEncrypted: false);

public sealed class EncryptedInterruptionTests() : InterruptionTests(isEncrypted: true);

public sealed class PlainArchiveTests() : ArchiveTests(isEncrypted: false);

public sealed class EncryptedArchiveTests() : ArchiveTests(isEncrypted: true);

public sealed class PlainModelArchiveTests() : ModelArchiveTests(isEncrypted: false);

public sealed class EncryptedModelArchiveTests() : ModelArchiveTests(isEncrypted: true);

public sealed class PlainFullDiskTests() : FullDiskTests(isEncrypted: false);

public sealed class EncryptedFullDiskTests() : FullDiskTests(isEncrypted: true);

public sealed class PlainContentHoldersTests() : ContentHoldersTests(isEncrypted: false);

public sealed class EncryptedContentHoldersTests() : ContentHoldersTests(isEncrypted: true);
