internal import CZstd

/// Compresses a stream in the format of RFC 8878: `zstd -d` opens it anywhere.
final class ZstdWriter {
  private let context: OpaquePointer
  private let emit: ([UInt8]) throws(StoreError) -> Void
  private var output: [UInt8]

  init(emit: @escaping ([UInt8]) throws(StoreError) -> Void) throws(StoreError) {
    guard let context = ZSTD_createCCtx() else {
      throw StoreError(.internal, detail: "no memory to compress")
    }
    self.context = context
    self.emit = emit
    output = [UInt8](repeating: 0, count: ZSTD_CStreamOutSize())
    // A check of the contents, so that `zstd -d` itself notices damage.
    let status = ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1)
    precondition(ZSTD_isError(status) == 0)
  }

  deinit { ZSTD_freeCCtx(context) }

  func write(_ bytes: UnsafeRawBufferPointer) throws(StoreError) {
    try run(bytes, ZSTD_e_continue)
  }

  func finish() throws(StoreError) {
    try run(UnsafeRawBufferPointer(start: nil, count: 0), ZSTD_e_end)
  }

  private func run(_ bytes: UnsafeRawBufferPointer, _ end: ZSTD_EndDirective) throws(StoreError) {
    var input = ZSTD_inBuffer(src: bytes.baseAddress, size: bytes.count, pos: 0)
    while true {
      var written = 0
      let left = output.withUnsafeMutableBytes { space in
        var target = ZSTD_outBuffer(dst: space.baseAddress, size: space.count, pos: 0)
        let left = ZSTD_compressStream2(context, &target, &input, end)
        written = target.pos
        return left
      }
      guard ZSTD_isError(left) == 0 else {
        throw StoreError(.internal, detail: "compression failed")
      }
      if written > 0 { try emit(Array(output[..<written])) }
      if end == ZSTD_e_end ? left == 0 : input.pos == input.size { return }
    }
  }
}

/// Opens such a stream; what is damaged is `.backup(.damaged)`.
final class ZstdReader {
  private let context: OpaquePointer
  private var output: [UInt8]
  private(set) var isWhole = false

  init() throws(StoreError) {
    guard let context = ZSTD_createDCtx() else {
      throw StoreError(.internal, detail: "no memory to decompress")
    }
    self.context = context
    output = [UInt8](repeating: 0, count: ZSTD_DStreamOutSize())
  }

  deinit { ZSTD_freeDCtx(context) }

  func read(_ bytes: [UInt8], emit: ([UInt8]) throws(StoreError) -> Void) throws(StoreError) {
    var position = 0
    while true {
      var written = 0
      let status = bytes.withUnsafeBytes { source in
        output.withUnsafeMutableBytes { space in
          var input = ZSTD_inBuffer(src: source.baseAddress, size: source.count, pos: position)
          var target = ZSTD_outBuffer(dst: space.baseAddress, size: space.count, pos: 0)
          let status = ZSTD_decompressStream(context, &target, &input)
          (position, written) = (input.pos, target.pos)
          return status
        }
      }
      guard ZSTD_isError(status) == 0 else { throw StoreError(.backup(.damaged)) }
      isWhole = status == 0
      if written > 0 { try emit(Array(output[..<written])) }
      // After a frame that ends with a full buffer another look would begin a frame that never comes.
      if position == bytes.count, isWhole || written < output.count { return }
    }
  }
}
