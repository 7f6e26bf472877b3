import Glibc

/// The least a durable save can cost on this disk: so many bytes appended, and waited for.
struct BareWrite {
  private let descriptor: CInt
  private let path: String

  init(folder: String) throws(Failure) {
    path = folder + "/bare-write"
    descriptor = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Failure("cannot write in \(folder)") }
  }

  func append(bytes: Int) throws(Failure) {
    let block = [UInt8](repeating: 7, count: bytes)
    guard write(descriptor, block, bytes) == bytes, fdatasync(descriptor) == 0 else {
      throw Failure("a bare write failed")
    }
  }

  func remove() {
    close(descriptor)
    unlink(path)
  }
}
