internal import CXLSXWriter
internal import Dispatch

/// Hands cells to libxlsxwriter on a thread of its own, while the next rows are read from the store.
///
/// Until it has finished nobody else may touch the sheets it writes to. Few batches wait: however slow the disk is, little is
/// read ahead.
final class SheetPen: Sendable {
  private let queue = DispatchQueue(label: "atende.planilha")
  private let room = DispatchSemaphore(value: 3)
  private let failure = Guarded<lxw_error?>(nil)

  /// Cells in the order in which they are written, with their texts end to end, each closed by a zero byte.
  struct Batch {
    fileprivate(set) var cells: [Cell] = []
    fileprivate(set) var texts: [UInt8] = []

    mutating func number(_ number: Double, at place: Place) {
      cells.append(Cell(place: place, content: .number(number)))
    }

    /// - Parameters:
    ///   - text: UTF-8 without zero bytes.
    ///   - place: Where it stands.
    mutating func text(_ text: [UInt8], at place: Place) {
      cells.append(Cell(place: place, content: .text(at: texts.count)))
      texts += text
      texts.append(0)
    }
  }

  struct Place {
    let sheet: UnsafeMutablePointer<lxw_worksheet>
    let row: UInt32
    let column: UInt16
    let format: UnsafeMutablePointer<lxw_format>
  }

  struct Cell {
    let place: Place
    let content: Content

    enum Content {
      case number(Double)
      case text(at: Int)
    }
  }

  /// Takes a batch over; waits while too many are still to be written.
  func write(_ batch: Batch) throws(StoreError) {
    try check()
    room.wait()
    // The pointers are the library's, which the queue alone calls until `finish`.
    nonisolated(unsafe) let batch = batch
    queue.async {
      let status = self.failure.withLock { $0 } ?? batch.put()
      if status != LXW_NO_ERROR { self.failure.withLock { $0 = status } }
      self.room.signal()
    }
  }

  /// Waits until all is written.
  func finish() throws(StoreError) {
    queue.sync {}
    try check()
  }

  private func check() throws(StoreError) {
    guard let status = failure.withLock({ $0 }) else { return }
    throw StoreError(.io, detail: "libxlsxwriter: status \(status.rawValue)")
  }
}

extension SheetPen.Batch {
  fileprivate func put() -> lxw_error {
    texts.withUnsafeBufferPointer { texts in
      for cell in cells {
        let status = cell.put(texts)
        guard status == LXW_NO_ERROR else { return status }
      }
      return LXW_NO_ERROR
    }
  }
}

extension SheetPen.Cell {
  fileprivate func put(_ texts: UnsafeBufferPointer<UInt8>) -> lxw_error {
    switch content {
    case .number(let number):
      return worksheet_write_number(
        place.sheet, place.row, place.column, number, place.format)
    case .text(let start):
      guard let base = texts.baseAddress else { return LXW_ERROR_NULL_PARAMETER_IGNORED }
      return (base + start).withMemoryRebound(to: CChar.self, capacity: texts.count - start) {
        worksheet_write_string(place.sheet, place.row, place.column, $0, place.format)
      }
    }
  }
}
