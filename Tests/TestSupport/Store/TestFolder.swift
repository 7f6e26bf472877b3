public import ContactsCore
import Glibc

/// A folder of its own for one test, gone when the test is.
public final class TestFolder: Sendable {
  public let path: String

  public init() {
    var template = Array("/tmp/atende-test-XXXXXX".utf8CString)
    precondition(mkdtemp(&template) != nil, "no temporary folder")
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { remove(path) }

  /// The data folder of a store, not made yet.
  public var data: DataFolder { DataFolder(path: path + "/dados") }

  /// Names of what lies in a folder, in order.
  public static func entries(of path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  private func remove(_ path: String) {
    chmod(path, 0o700)
    for name in TestFolder.entries(of: path) {
      let child = "\(path)/\(name)"
      if unlink(child) != 0 { remove(child) }
    }
    rmdir(path)
  }
}
