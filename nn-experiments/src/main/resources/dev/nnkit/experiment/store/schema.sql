-- Trials of nnkit, user_version 2. docs/experiments.md explains every column. NULL where a number is NaN.
CREATE TABLE trial (
  identity TEXT PRIMARY KEY,
  configuration TEXT NOT NULL,
  network TEXT NOT NULL,
  optimizer TEXT NOT NULL,
  learning_rate REAL NOT NULL,
  schedule TEXT NOT NULL,
  transforms TEXT NOT NULL,
  loss TEXT NOT NULL,
  epochs INTEGER NOT NULL,
  batch_size INTEGER NOT NULL,
  validation_share REAL NOT NULL,
  precision TEXT NOT NULL,
  score TEXT NOT NULL,
  data_name TEXT NOT NULL,
  data_sha256 TEXT NOT NULL,
  seed INTEGER NOT NULL,
  purpose TEXT NOT NULL,
  validation_score REAL,
  test_loss REAL,
  test_score REAL,
  test_standard_error REAL,
  test_rows INTEGER,
  test_right TEXT,
  failure_epoch INTEGER,
  failure_step INTEGER,
  failure TEXT,
  version TEXT NOT NULL,
  git_commit TEXT,
  jvm TEXT NOT NULL,
  flags TEXT NOT NULL,
  kernels TEXT NOT NULL,
  processors INTEGER NOT NULL,
  architecture TEXT NOT NULL,
  system TEXT NOT NULL,
  started TEXT NOT NULL,
  seconds REAL NOT NULL,
  test_shares TEXT
) WITHOUT ROWID;

CREATE INDEX trial_configuration ON trial (configuration, seed);

CREATE TABLE epoch (
  identity TEXT NOT NULL REFERENCES trial (identity) ON DELETE CASCADE,
  epoch INTEGER NOT NULL,
  train_loss REAL,
  train_score REAL,
  validation_loss REAL,
  validation_score REAL,
  PRIMARY KEY (identity, epoch)
) WITHOUT ROWID;

CREATE TABLE health (
  identity TEXT NOT NULL REFERENCES trial (identity) ON DELETE CASCADE,
  epoch INTEGER NOT NULL,
  position INTEGER NOT NULL,
  examples INTEGER NOT NULL,
  loss REAL,
  path TEXT NOT NULL,
  layer TEXT NOT NULL,
  units INTEGER NOT NULL,
  dead INTEGER NOT NULL,
  saturated INTEGER NOT NULL,
  mean REAL,
  variance REAL,
  gradient_norm REAL,
  weight_gradient_norm REAL,
  update_ratio REAL,
  PRIMARY KEY (identity, epoch, position)
) WITHOUT ROWID;

CREATE TABLE finding (
  identity TEXT NOT NULL REFERENCES trial (identity) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  symptom TEXT NOT NULL,
  layer TEXT NOT NULL,
  epoch INTEGER NOT NULL,
  figure REAL,
  seen TEXT NOT NULL,
  advice TEXT NOT NULL,
  PRIMARY KEY (identity, position)
) WITHOUT ROWID;
