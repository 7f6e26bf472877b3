import CHost
import ContactsCore
import Glibc

/// Whether what is written to a folder lies encrypted on its disk.
enum Encryption: Equatable, Sendable {
  /// By what, as an administrator names it.
  case encrypted(String)
  case plain
  /// The kernel does not say: no `/proc`, a network file system, a container.
  case unknown

  static func of(folder path: String) -> Encryption {
    if atende_is_encrypted_folder(path) { return .encrypted("fscrypt") }
    // Without /proc nobody knows, which is an answer of its own.
    guard let text = try? Input.text(of: "/proc/self/mountinfo", limit: 1 << 20),
      let resolved = realpath(path, nil)
    else { return .unknown }
    defer { free(resolved) }
    guard let mount = Mount.holding(String(cString: resolved), in: text) else { return .unknown }
    if let layer = mount.encryptingLayer { return .encrypted(layer) }
    guard mount.hasDevice else { return .unknown }
    return hasEncryptedDevice(mount.device, depth: 0) ? .encrypted("dm-crypt") : .plain
  }

  /// Looks through volumes that lie on other volumes, as LVM on LUKS does.
  private static func hasEncryptedDevice(_ device: String, depth: Int) -> Bool {
    let folder = "/sys/dev/block/\(device)"
    // A device that is no mapping has no such file.
    if let name = try? Input.text(of: "\(folder)/dm/uuid", limit: 256), name.hasPrefix("CRYPT-") {
      return true
    }
    guard depth < 8, let slaves = opendir("\(folder)/slaves") else { return false }
    defer { closedir(slaves) }
    while let entry = readdir(slaves) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      // A volume that has just gone has no number.
      guard !name.hasPrefix("."),
        let number = try? Input.text(of: "\(folder)/slaves/\(name)/dev", limit: 64)
      else { continue }
      if hasEncryptedDevice(String(number.prefix { !$0.isWhitespace }), depth: depth + 1) {
        return true
      }
    }
    return false
  }
}
