public import ContactsCore

/// What **Importar** asks of the outside world.
public enum ImportEffect: Equatable, Sendable {
  /// Files and folders that the path, which ends in the middle of a name, may be completed to.
  case complete(String, RequestID)
  /// The first rows, and what the columns seem to be; the path as the person typed it.
  case look(String, ImportFormat?, RequestID)
  /// Goes through all of the file and saves nothing.
  case rehearse(ImportOrder, RequestID)
  case run(ImportOrder, RequestID)
  case cancel
}

/// All that an import needs to be told.
public struct ImportOrder: Equatable, Sendable {
  /// As the person typed it.
  public var path: String
  public var format: ImportFormat
  /// Of a table or of objects; empty for what tells its fields itself.
  public var columns: [ImportColumn]
  /// Whether texts go into the queue, to be read by the model.
  public var queuesTexts: Bool
  /// Whether refused rows are written beside the file.
  public var keepsRefused: Bool
  /// Whether a file that was imported whole is imported once more.
  public var isAgain: Bool
}

/// A column of a table, or a key of objects.
public struct ImportColumn: Equatable, Sendable {
  /// As it stands in the file: in one without headings this is somebody's data.
  public var heading: Sensitive<String>
  public var field: FieldKey?
  /// Whether the field was told by what the column holds.
  public var isByContent: Bool
  /// Of the first rows.
  public var samples: [Sensitive<String>]

  public init(
    heading: Sensitive<String>, field: FieldKey?, isByContent: Bool, samples: [Sensitive<String>]
  ) {
    self.heading = heading
    self.field = field
    self.isByContent = isByContent
    self.samples = samples
  }
}

/// The beginning of a file.
public struct ImportGlance: Equatable, Sendable {
  public var format: ImportFormat
  public var columns: [ImportColumn]
  /// Whether the columns may be given other fields: not those of cards, nor of our own exports.
  public var isCorrectable: Bool
  /// Such as the bytes of the file, or that it is an export of ours.
  public var remark: String

  public init(
    format: ImportFormat, columns: [ImportColumn], isCorrectable: Bool, remark: String
  ) {
    self.format = format
    self.columns = columns
    self.isCorrectable = isCorrectable
    self.remark = remark
  }
}

/// What has become of it.
public enum ImportMessage: Equatable, Sendable {
  /// Whole paths; a folder ends with `/`.
  case completed(RequestID, [String])
  case looked(RequestID, Result<ImportGlance, Failure>)
  /// `percent` of the bytes, nil for what has no known end.
  case progressed(RequestID, rows: Int, percent: Int?)
  case ended(RequestID, ImportEnd)

  /// What went wrong, if anything did.
  var failure: Failure? {
    switch self {
    case .looked(_, let result): result.failure
    case .ended(_, .failed(let failure, _)): failure
    case .completed, .progressed, .ended: nil
    }
  }
}

/// How an import, or its rehearsal, ended.
public enum ImportEnd: Equatable, Sendable {
  case done(ImportTally)
  /// The same file was imported whole, then.
  case already(Timestamp)
  /// What was saved stays; the same file goes on there.
  case cancelled(ImportTally)
  case failed(Failure, ImportTally?)
}

/// What became of the rows.
public struct ImportTally: Equatable, Sendable {
  public var accepted = 0
  public var refused = 0
  public var duplicates = 0
  /// Records of an export that are here already.
  public var known = 0
  /// Rows that an interrupted import of the same file had settled.
  public var resumed = 0
  public var queued = 0
  /// Of a rehearsal: when the whole file was imported, which then does not come in again unasked.
  public var importedAt: Timestamp?
  /// Where the refused rows are.
  public var refusedPath: String?
  /// The first of what there is to say of single rows.
  public var lines: [ImportLine] = []
  /// How many more there would be.
  public var unsaid = 0

  public init() {}
}

/// What is said of one row.
public struct ImportLine: Equatable, Sendable {
  public let place: ImportPlace
  public let isRefusal: Bool
  /// A refusal quotes nothing; who may be the same person is named as in a list.
  public let sentence: Sensitive<String>

  public init(place: ImportPlace, isRefusal: Bool, sentence: Sensitive<String>) {
    self.place = place
    self.isRefusal = isRefusal
    self.sentence = sentence
  }
}

/// The import or rehearsal that this desk has under way; it goes on while other screens are in view.
struct ImportJob: Equatable, Sendable {
  let request: RequestID
  let isRehearsal: Bool
  var rows = 0
  var percent: Int?
  /// Whether it has been asked to stop.
  var isEnding = false
}
