internal import CMinizip
internal import Glibc

/// A ZIP file that is being written, and the only owner of its pointer.
final class ZipWriter {
  private var handle: zipFile?
  private let moment: LocalTime

  /// - Parameters:
  ///   - path: Where; an open file by its descriptor, so that no path can be changed meanwhile.
  ///   - moment: What its entries are dated.
  /// - Throws: `.io` when the library makes none.
  init(path: String, moment: LocalTime) throws(StoreError) {
    handle = zipOpen64(path, APPEND_STATUS_CREATE)
    self.moment = moment
    guard handle != nil else { throw StoreError(.io, detail: "minizip made no file") }
  }

  deinit {
    if let handle { zipClose(handle, nil) }
  }

  func add(_ bytes: [UInt8], as name: String) throws(StoreError) {
    var info = zip_fileinfo()
    info.tmz_date.tm_year = UInt32(moment.date.year)
    info.tmz_date.tm_mon = UInt32(moment.date.month - 1)
    info.tmz_date.tm_mday = UInt32(moment.date.day)
    info.tmz_date.tm_hour = UInt32(moment.hour)
    info.tmz_date.tm_min = UInt32(moment.minute)
    info.tmz_date.tm_sec = UInt32(moment.second)
    let deflated: Int32 = 8
    try check(
      zipOpenNewFileInZip64(handle, name, &info, nil, 0, nil, 0, nil, deflated, 6, 0))
    try check(zipWriteInFileInZip(handle, bytes, UInt32(bytes.count)))
    try check(zipCloseFileInZip(handle))
  }

  func close() throws(StoreError) {
    let closing = handle
    handle = nil
    try check(zipClose(closing, nil))
  }

  private func check(_ status: Int32) throws(StoreError) {
    guard status == ZIP_OK else { throw StoreError(.io, detail: "minizip: status \(status)") }
  }
}

/// What a ZIP file from outside holds.
struct ZipContents {
  let files: [(name: String, bytes: [UInt8])]
  /// Whether nothing is in the file but these, and nothing says otherwise of them.
  let isPlain: Bool

  /// More than any package of one person; what claims to be larger is refused before it is unpacked.
  private static let most = 512 << 20

  /// Reads all of it; nil for what is no ZIP file, is damaged, or is larger than it may be.
  init?(path: String) {
    guard let handle = unzOpen64(path) else { return nil }
    defer { unzClose(handle) }
    var files: [(name: String, bytes: [UInt8])] = []
    var total = 0
    var status = unzGoToFirstFile(handle)
    while status == UNZ_OK {
      var info = unz_file_info64()
      var name = [CChar](repeating: 0, count: 256)
      guard unzGetCurrentFileInfo64(handle, &info, &name, 255, nil, 0, nil, 0) == UNZ_OK,
        info.uncompressed_size <= UInt64(Self.most), unzOpenCurrentFile(handle) == UNZ_OK
      else { return nil }
      total += Int(info.uncompressed_size)
      guard total <= Self.most, files.count < 100 else { return nil }
      var bytes = [UInt8](repeating: 0, count: Int(info.uncompressed_size))
      var read = 0
      while read < bytes.count {
        let count = bytes.withUnsafeMutableBytes { buffer in
          unzReadCurrentFile(
            handle, buffer.baseAddress.map { $0 + read }, UInt32(buffer.count - read))
        }
        guard count > 0 else { return nil }
        read += Int(count)
      }
      // Closing compares the checksum.
      guard unzCloseCurrentFile(handle) == UNZ_OK else { return nil }
      let text = String(
        decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      files.append((text, bytes))
      status = unzGoToNextFile(handle)
    }
    guard status == UNZ_END_OF_LIST_OF_FILE, let bytes = Self.bytes(of: path) else { return nil }
    self.files = files
    isPlain = ZipLayout(bytes).isPlain
  }

  private static func bytes(of path: String) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes: [UInt8] = []
    do throws(StoreError) {
      try BackupPack.read(file) { (piece) throws(StoreError) in
        guard bytes.count + piece.count <= most else { throw StoreError(.io) }
        bytes += piece
      }
    } catch {
      return nil
    }
    return bytes
  }
}
