import { ChevronDown, Search, X } from 'lucide-react';
import type { Ref } from 'react';
import {
  SearchField as AriaSearchField,
  Select as AriaSelect,
  TextField as AriaTextField,
  Button,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  SelectValue,
  Text,
  TextArea,
} from 'react-aria-components';
import styles from './field.module.css';
import { Popover } from './popover.tsx';
import { Unseen } from './unseen.tsx';

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Called when the field is left or Enter is pressed. */
  readonly onCommit?: () => void;
  readonly multiline?: boolean;
  readonly autoFocus?: boolean;
  readonly hideLabel?: boolean;
  readonly isInvalid?: boolean;
  /** Typing replaces what is there when the field is entered. */
  readonly selectsAll?: boolean;
}

export function TextField({
  label,
  value,
  onChange,
  onCommit,
  multiline,
  autoFocus,
  hideLabel,
  isInvalid,
  selectsAll,
}: TextFieldProps) {
  return (
    <AriaTextField
      {...(hideLabel ? { 'aria-label': label } : {})}
      {...(autoFocus ? { autoFocus } : {})}
      {...(isInvalid ? { isInvalid } : {})}
      className={styles.field ?? ''}
      value={value}
      onChange={onChange}
      onBlur={() => onCommit?.()}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (!multiline || event.ctrlKey)) onCommit?.();
        else event.continuePropagation();
      }}
    >
      {!hideLabel && <Label className={styles.label ?? ''}>{label}</Label>}
      {multiline ? (
        <TextArea className={styles.input ?? ''} rows={2} />
      ) : (
        <Input
          className={styles.input ?? ''}
          autoComplete="off"
          spellCheck={false}
          onFocus={({ target }) => selectsAll && target.select()}
        />
      )}
    </AriaTextField>
  );
}

interface SearchFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly clearLabel: string;
  /** How to search, shown while nothing is typed and read with the label. */
  readonly hint?: string;
  readonly inputRef?: Ref<HTMLInputElement>;
  readonly onSubmit?: () => void;
}

export function SearchField(props: SearchFieldProps) {
  const { label, value, onChange, clearLabel, hint, inputRef, onSubmit } = props;
  return (
    <AriaSearchField
      aria-label={label}
      className={styles.search ?? ''}
      value={value}
      onChange={onChange}
      {...(onSubmit ? { onSubmit } : {})}
    >
      <Search size={15} className={styles.lens} aria-hidden />
      <Input
        {...(inputRef ? { ref: inputRef } : {})}
        className={styles.input ?? ''}
        placeholder={hint ?? label}
        title={hint}
        spellCheck={false}
      />
      {hint && (
        <Unseen>
          <Text slot="description">{hint}</Text>
        </Unseen>
      )}
      <Button className={styles.clear ?? ''} aria-label={clearLabel}>
        <X size={14} />
      </Button>
    </AriaSearchField>
  );
}

export interface SelectOption<Value extends string> {
  readonly value: Value;
  readonly name: string;
}

interface SelectProps<Value extends string> {
  readonly label: string;
  readonly value: Value | null;
  readonly options: readonly SelectOption<Value>[];
  readonly onChange: (value: Value) => void;
  readonly placeholder?: string;
  readonly hideLabel?: boolean;
  readonly isDisabled?: boolean;
}

/** One of a few, from a list that opens. */
export function Select<Value extends string>({
  label,
  value,
  options,
  onChange,
  placeholder,
  hideLabel,
  isDisabled,
}: SelectProps<Value>) {
  return (
    <AriaSelect
      {...(hideLabel ? { 'aria-label': label } : {})}
      className={styles.field ?? ''}
      value={value}
      isDisabled={isDisabled ?? false}
      placeholder={placeholder ?? ''}
      onChange={(key) => {
        const option = options.find((each) => each.value === key);
        if (option) onChange(option.value);
      }}
    >
      {!hideLabel && <Label className={styles.label ?? ''}>{label}</Label>}
      <Button className={styles.select ?? ''}>
        <SelectValue />
        <ChevronDown size={14} aria-hidden />
      </Button>
      <Popover label={label} className={styles.popover} offset={3}>
        <ListBox
          className={styles.options ?? ''}
          items={options.map((option) => ({ ...option, id: option.value }))}
        >
          {(option) => (
            <ListBoxItem id={option.id} textValue={option.name} className={styles.option ?? ''}>
              {option.name}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
