internal import CXLSXWriter
internal import Glibc

/// A workbook that is being written row by row, and the only owner of its pointer.
///
/// The library keeps one row in memory; what it has written lies in files without a name in the output's own folder.
final class Workbook {
  let handle: UnsafeMutablePointer<lxw_workbook>
  private var isOpen = true
  private var sheets: [UnsafeMutablePointer<lxw_worksheet>] = []
  private let file: ExportFile

  /// Cells from which on a part of the file may pass four gigabytes.
  private static let hugeCells = 20_000_000

  /// - Parameters:
  ///   - file: Where it is written.
  ///   - cells: About how many there will be.
  /// - Throws: `.io` when the library makes none.
  init(_ file: ExportFile, cells: Int) throws(StoreError) {
    self.file = file
    let made = file.folderPath.withCString { folder in
      var options = lxw_workbook_options()
      options.constant_memory = UInt8(LXW_TRUE.rawValue)
      options.use_zip64 = UInt8(cells > Workbook.hugeCells ? 1 : 0)
      options.tmpdir = UnsafeMutablePointer(mutating: folder)
      // The library copies the options' strings.
      return workbook_new_opt(file.path, &options)
    }
    guard let made else { throw StoreError(.io, detail: "libxlsxwriter made no workbook") }
    handle = made
  }

  deinit {
    if isOpen { lxw_workbook_free(handle) }
  }

  func sheet(named name: String) throws(StoreError) -> UnsafeMutablePointer<lxw_worksheet> {
    guard let sheet = workbook_add_worksheet(handle, name) else {
      throw StoreError(.io, detail: "libxlsxwriter made no worksheet")
    }
    sheets.append(sheet)
    return sheet
  }

  func format(
    _ change: (UnsafeMutablePointer<lxw_format>) -> Void
  ) throws(StoreError) -> UnsafeMutablePointer<lxw_format> {
    guard let format = workbook_add_format(handle) else {
      throw StoreError(.io, detail: "libxlsxwriter made no format")
    }
    change(format)
    return format
  }

  /// Puts the file together.
  ///
  /// The library does not look whether the disk took its rows, so that is looked at here: before, what it has gathered and
  /// the room that it needs to copy and pack it; after, its own word.
  func close() throws(StoreError) {
    var gathered: Int64 = 0
    for sheet in sheets {
      guard let rows = sheet.pointee.optimize_tmpfile else { continue }
      guard fflush(rows) == 0, ferror(rows) == 0 else {
        throw StoreError(fileError: errno == 0 ? ENOSPC : errno, "gather the rows of a workbook")
      }
      gathered += Int64(ftello(rows))
    }
    guard file.freeSpace > 2 * gathered + Workbook.margin else { throw StoreError(.diskFull) }
    isOpen = false
    let status = workbook_close(handle)
    guard status == LXW_NO_ERROR else {
      let said = lxw_strerror(status).map { String(cString: $0) } ?? ""
      throw StoreError(
        errno == ENOSPC || errno == EDQUOT ? .diskFull : .io, detail: "libxlsxwriter: \(said)")
    }
  }

  /// Room for what is not rows.
  private static let margin: Int64 = 4 << 20
}

/// How cells look.
struct WorkbookFormats {
  let heading, numberHeading, text, number, count, day, moment, tableMoment, title, label, wrapped,
    percent: UnsafeMutablePointer<lxw_format>
  private let low, medium, high, critical: UnsafeMutablePointer<lxw_format>

  init(_ workbook: Workbook) throws(StoreError) {
    func dark() throws(StoreError) -> UnsafeMutablePointer<lxw_format> {
      try workbook.format {
        format_set_bold($0)
        format_set_bg_color($0, 0x1F3864)
        format_set_font_color($0, 0xFFFFFF)
        format_set_align($0, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
      }
    }
    heading = try dark()
    numberHeading = try dark()
    format_set_align(numberHeading, UInt8(LXW_ALIGN_RIGHT.rawValue))
    // As text, so that not even a person who edits a cell turns it into a formula or a number.
    text = try workbook.format { format_set_num_format($0, "@") }
    number = try workbook.format { format_set_num_format($0, "#,##0") }
    count = try workbook.format {
      format_set_num_format($0, "#,##0")
      format_set_align($0, UInt8(LXW_ALIGN_LEFT.rawValue))
    }
    day = try workbook.format {
      format_set_num_format($0, "dd/mm/yyyy")
      format_set_align($0, UInt8(LXW_ALIGN_LEFT.rawValue))
    }
    moment = try workbook.format {
      format_set_num_format($0, "dd/mm/yyyy hh:mm")
      format_set_align($0, UInt8(LXW_ALIGN_LEFT.rawValue))
    }
    // A text that its own column cuts off must not touch the moment beside it.
    tableMoment = try workbook.format {
      format_set_num_format($0, "dd/mm/yyyy hh:mm")
      format_set_align($0, UInt8(LXW_ALIGN_LEFT.rawValue))
      format_set_indent($0, 1)
    }
    title = try workbook.format {
      format_set_bold($0)
      format_set_font_size($0, 14)
    }
    label = try workbook.format {
      format_set_bold($0)
      format_set_align($0, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    }
    wrapped = try workbook.format {
      format_set_num_format($0, "@")
      format_set_text_wrap($0)
      format_set_align($0, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    }
    percent = try workbook.format { format_set_num_format($0, "0.0%") }
    func coloured(
      _ background: UInt32, _ ink: UInt32, bold: Bool = false
    ) throws(StoreError) -> UnsafeMutablePointer<lxw_format> {
      try workbook.format {
        format_set_num_format($0, "@")
        format_set_bg_color($0, background)
        format_set_font_color($0, ink)
        if bold { format_set_bold($0) }
      }
    }
    low = try coloured(0xE2EFDA, 0x375623)
    medium = try coloured(0xFFF2CC, 0x7F6000)
    high = try coloured(0xF8CBAD, 0x833C0B, bold: true)
    critical = try coloured(0xC00000, 0xFFFFFF, bold: true)
  }

  func urgency(_ urgency: Urgency) -> UnsafeMutablePointer<lxw_format> {
    switch urgency {
    case .low: low
    case .medium: medium
    case .high: high
    case .critical: critical
    }
  }
}
